package de.komcert.traces.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import de.komcert.traces.text.TextLines;

/**
 * A record of {@code struct utmp} as glibc writes it on x86-64: 384 bytes, numbers with their lowest byte first.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><td>0</td><td>type (2), and 2 bytes without meaning</td></tr>
 * <tr><td>4</td><td>process (4), terminal (32), the end of the terminal's name (4), user (32), host (256); a text ends at its
 * first zero or fills its field</td></tr>
 * <tr><td>332</td><td>signal (2) and status (2) with which a process ended, session (4)</td></tr>
 * <tr><td>340</td><td>seconds since 1970 (4, unsigned, as glibc reads them since 2.40: no Linux ran before 1970), millionths
 * (4)</td></tr>
 * <tr><td>348</td><td>address (16) as the network has it; one of IPv4 stands in the first four</td></tr>
 * <tr><td>364</td><td>20 bytes that nobody uses</td></tr>
 * </table>
 *
 * @param type place in {@link #TYPES}
 * @param host whence somebody came, as a name or otherwise; of a start, the kernel
 * @param address whence somebody came; empty where the record does not say
 */
record LoginRecord(
        int type,
        int process,
        String terminal,
        String user,
        String host,
        int signal,
        int status,
        int session,
        long seconds,
        int micros,
        String address) {

    static final int SIZE = 384;

    /** Their names in utmp(5). */
    static final List<String> TYPES = List.of(
            "EMPTY",
            "RUN_LVL",
            "BOOT_TIME",
            "NEW_TIME",
            "OLD_TIME",
            "INIT_PROCESS",
            "LOGIN_PROCESS",
            "USER_PROCESS",
            "DEAD_PROCESS",
            "ACCOUNTING");

    static final int EMPTY = 0;
    static final int RUN_LEVEL = 1;
    static final int BOOT = 2;
    static final int OLD_TIME = 4;
    static final int LOGIN = 6;
    static final int USER = 7;
    static final int DEAD = 8;

    /** Who waits on a terminal for somebody to come. */
    private static final String NOBODY = "LOGIN";

    private static final int MICROS = 344;
    private static final int SECONDS = 340;
    private static final int ADDRESS = 348;
    private static final int LONG_AGO = 631_152_000; // 1990

    /** Whether this can be one, where one is expected; one without a type holds nothing else. */
    static boolean isPossible(byte[] bytes, int at) {
        int type = shortNumber(bytes, at);
        int micros = number(bytes, at + MICROS);
        return type == EMPTY
                ? isNothing(bytes, at, at + SIZE)
                : type < TYPES.size() && micros >= 0 && micros < 1_000_000;
    }

    /** Whether this is one beyond doubt, wherever it stands and whatever the file is called. */
    static boolean isOne(byte[] bytes, int at) {
        int type = shortNumber(bytes, at);
        return type > EMPTY
                && type <= DEAD
                && shortNumber(bytes, at + 2) == 0
                && isPossible(bytes, at)
                && Integer.compareUnsigned(number(bytes, at + SECONDS), LONG_AGO) >= 0;
    }

    static LoginRecord of(byte[] bytes, int at) {
        return new LoginRecord(
                shortNumber(bytes, at),
                number(bytes, at + 4),
                text(bytes, at + 8, 32),
                text(bytes, at + 44, 32),
                text(bytes, at + 76, 256),
                shortNumber(bytes, at + 332),
                shortNumber(bytes, at + 334),
                number(bytes, at + 336),
                number(bytes, at + SECONDS) & 0xffffffffL,
                number(bytes, at + MICROS),
                address(bytes, at + ADDRESS));
    }

    /** Whether a user is named, and not what the system calls its own records. In doubt it is somebody. */
    boolean isOfSomebody(LoginLog log) {
        return log == LoginLog.BTMP || type > OLD_TIME && !user.equals(NOBODY);
    }

    private static String text(byte[] bytes, int at, int most) {
        int length = 0;
        while (length < most && bytes[at + length] != 0) {
            length++;
        }
        return TextLines.decoded(bytes, at, length);
    }

    private static String address(byte[] bytes, int at) {
        byte[] address = Arrays.copyOfRange(bytes, at, at + 16);
        if (isNothing(address, 4, 16)) {
            return isNothing(address, 0, 4) ? "" : Address.of(Arrays.copyOf(address, 4));
        }
        return Address.of(address);
    }

    private static boolean isNothing(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    private static int shortNumber(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(at) & 0xffff;
    }
}
