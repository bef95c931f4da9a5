package de.komcert.evtx;

import java.nio.charset.Charset;

/**
 * A single value as text: numbers in decimal digits, times in ISO 8601 with the seven decimals they have, GUIDs in
 * braces and lower case, account identifiers as S-1-…, bytes in upper case hexadecimal digits. A value whose size does
 * not fit its type is shown as bytes, and one of no bytes as an empty text.
 */
final class ValueText {

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final long TICKS_PER_DAY = 86_400 * TICKS_PER_SECOND;
    private static final int YEAR_OF_CALENDAR_START = 1601;

    /** ANSI texts were written in the code page of the machine; for western Europe that is 1252. */
    private static final char[] CP1252 = new char[256];

    static {
        var all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        new String(all, Charset.forName("windows-1252")).getChars(0, 256, CP1252, 0);
    }

    private ValueText() {}

    /** Whether JSON writes this value without quotes. */
    static boolean isJsonLiteral(int code, byte[] bytes, int from, int length) {
        if (length != ValueType.size(code)) {
            return false;
        }
        return switch (ValueType.of(code)) {
            case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, BOOL -> true;
            case FLOAT -> Float.isFinite(Float.intBitsToFloat(LittleEndian.i32(bytes, from)));
            case DOUBLE -> Double.isFinite(Double.longBitsToDouble(LittleEndian.i64(bytes, from)));
            case NULL,
                    STRING,
                    ANSI_STRING,
                    BINARY,
                    GUID,
                    SIZE,
                    FILETIME,
                    SYSTEMTIME,
                    SID,
                    HEX32,
                    HEX64,
                    HANDLE,
                    BINXML,
                    XML,
                    OTHER -> false;
        };
    }

    /** A whole number; those without sign are widened without one. */
    static long number(int code, byte[] bytes, int from, int length) {
        return switch (ValueType.of(code)) {
            case INT8 -> bytes[from];
            case UINT8 -> LittleEndian.u8(bytes, from);
            case INT16 -> (short) LittleEndian.u16(bytes, from);
            case UINT16 -> LittleEndian.u16(bytes, from);
            case INT32 -> LittleEndian.i32(bytes, from);
            case UINT32, HEX32 -> LittleEndian.u32(bytes, from);
            case INT64, UINT64, HEX64, FILETIME -> LittleEndian.i64(bytes, from);
            case SIZE -> length == 4 ? LittleEndian.u32(bytes, from) : LittleEndian.i64(bytes, from);
            case BOOL -> LittleEndian.i32(bytes, from) == 0 ? 0 : 1;
            case NULL, STRING, ANSI_STRING, FLOAT, DOUBLE, BINARY, GUID, SYSTEMTIME, SID, HANDLE, BINXML, XML, OTHER ->
                throw new IllegalArgumentException("No whole number: type " + code);
        };
    }

    static void write(ByteSink sink, Escape escape, int code, byte[] bytes, int from, int length) {
        int size = ValueType.size(code);
        if (size > 0 && size != length) {
            sink.hexBytes(bytes, from, length);
            return;
        }
        switch (ValueType.of(code)) {
            case NULL -> {}
            case STRING, XML -> sink.text(escape, bytes, from, Utf16.trimmed(bytes, from, length));
            case ANSI_STRING -> ansi(sink, escape, bytes, from, length);
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> sink.decimal(number(code, bytes, from, length));
            case UINT64 -> sink.unsigned(LittleEndian.i64(bytes, from));
            case FLOAT -> real(sink, Float.toString(Float.intBitsToFloat(LittleEndian.i32(bytes, from))));
            case DOUBLE -> real(sink, Double.toString(Double.longBitsToDouble(LittleEndian.i64(bytes, from))));
            case BOOL -> sink.utf8(LittleEndian.i32(bytes, from) == 0 ? "false" : "true");
            case GUID -> guid(sink, bytes, from);
            case FILETIME -> fileTime(sink, LittleEndian.i64(bytes, from));
            case SYSTEMTIME -> systemTime(sink, bytes, from);
            case SID -> sid(sink, bytes, from, length);
            case HEX32, HEX64 -> hex(sink, number(code, bytes, from, length));
            case SIZE -> {
                if (length == 4 || length == 8) {
                    hex(sink, number(code, bytes, from, length));
                } else {
                    sink.hexBytes(bytes, from, length);
                }
            }
            case BINARY, HANDLE, BINXML, OTHER -> sink.hexBytes(bytes, from, length);
        }
    }

    private static void ansi(ByteSink sink, Escape escape, byte[] bytes, int from, int length) {
        int end = from + length;
        while (end > from && bytes[end - 1] == 0) {
            end--;
        }
        for (int at = from; at < end; at++) {
            sink.character(escape, CP1252[bytes[at] & 0xff], 0);
        }
    }

    /** As XML Schema writes them: INF and not Infinity. */
    private static void real(ByteSink sink, String number) {
        sink.utf8(number.replace("Infinity", "INF"));
    }

    private static void hex(ByteSink sink, long number) {
        sink.ascii('0');
        sink.ascii('x');
        sink.hex(number);
    }

    private static void guid(ByteSink sink, byte[] bytes, int from) {
        sink.ascii('{');
        sink.hex(LittleEndian.u32(bytes, from), 8);
        sink.ascii('-');
        sink.hex(LittleEndian.u16(bytes, from + 4), 4);
        sink.ascii('-');
        sink.hex(LittleEndian.u16(bytes, from + 6), 4);
        sink.ascii('-');
        long rest = Long.reverseBytes(LittleEndian.i64(bytes, from + 8));
        sink.hex(rest >>> 48, 4);
        sink.ascii('-');
        sink.hex(rest & 0xffff_ffff_ffffL, 12);
        sink.ascii('}');
    }

    /** Revision, count, six bytes of authority with the highest first, then the sub-authorities. */
    private static void sid(ByteSink sink, byte[] bytes, int from, int length) {
        if (length < 8 || length != 8 + 4 * LittleEndian.u8(bytes, from + 1)) {
            sink.hexBytes(bytes, from, length);
            return;
        }
        sink.ascii('S');
        sink.ascii('-');
        sink.decimal(LittleEndian.u8(bytes, from));
        sink.ascii('-');
        long authority = Long.reverseBytes(LittleEndian.i64(bytes, from)) & 0xffff_ffff_ffffL;
        if (authority > 0xffff_ffffL) {
            hex(sink, authority);
        } else {
            sink.decimal(authority);
        }
        for (int at = from + 8; at < from + length; at += 4) {
            sink.ascii('-');
            sink.decimal(LittleEndian.u32(bytes, at));
        }
    }

    /** Ticks of 100 ns since 1601, without a sign. */
    static void fileTime(ByteSink sink, long ticks) {
        long days = Long.divideUnsigned(ticks, TICKS_PER_DAY);
        long inDay = Long.remainderUnsigned(ticks, TICKS_PER_DAY);
        date(sink, days);
        sink.ascii('T');
        long seconds = inDay / TICKS_PER_SECOND;
        clock(sink, seconds / 3600, seconds / 60 % 60, seconds % 60);
        sink.padded(inDay % TICKS_PER_SECOND, 7);
        sink.ascii('Z');
    }

    /** Days since 1 January 1601, which begins one of the 400-year periods of the calendar. */
    private static void date(ByteSink sink, long days) {
        long year = YEAR_OF_CALENDAR_START + days / 146_097 * 400;
        int day = (int) (days % 146_097);
        int centuries = Math.min(day / 36_524, 3);
        day -= centuries * 36_524;
        int fours = day / 1461;
        day -= fours * 1461;
        int years = Math.min(day / 365, 3);
        day -= years * 365;
        year += centuries * 100L + fours * 4L + years;
        boolean leap = years == 3 && (fours != 24 || centuries == 3);
        int march = leap ? 60 : 59;
        int month;
        if (day < march) {
            month = day < 31 ? 1 : 2;
            day -= day < 31 ? 0 : 31;
        } else {
            // From March on months alternate so evenly that a division finds them.
            int inYear = day - march;
            int index = (5 * inYear + 2) / 153;
            day = inYear - (153 * index + 2) / 5;
            month = index + 3;
        }
        calendarDay(sink, year, month, day + 1);
    }

    private static void calendarDay(ByteSink sink, long year, int month, int day) {
        sink.padded(year, year > 9999 ? 5 : 4);
        sink.ascii('-');
        sink.padded(month, 2);
        sink.ascii('-');
        sink.padded(day, 2);
    }

    private static void clock(ByteSink sink, long hours, long minutes, long seconds) {
        sink.padded(hours, 2);
        sink.ascii(':');
        sink.padded(minutes, 2);
        sink.ascii(':');
        sink.padded(seconds, 2);
        sink.ascii('.');
    }

    /** Eight numbers: year, month, day of the week, day, hour, minute, second, thousandths. */
    private static void systemTime(ByteSink sink, byte[] bytes, int from) {
        int month = LittleEndian.u16(bytes, from + 2);
        int day = LittleEndian.u16(bytes, from + 6);
        int hour = LittleEndian.u16(bytes, from + 8);
        int minute = LittleEndian.u16(bytes, from + 10);
        int second = LittleEndian.u16(bytes, from + 12);
        int thousandths = LittleEndian.u16(bytes, from + 14);
        if (month > 12 || day > 31 || hour > 23 || minute > 59 || second > 59 || thousandths > 999) {
            sink.hexBytes(bytes, from, 16);
            return;
        }
        calendarDay(sink, LittleEndian.u16(bytes, from), month, day);
        sink.ascii('T');
        clock(sink, hour, minute, second);
        sink.padded(thousandths, 3);
        sink.ascii('Z');
    }
}
