package de.komcert.app.constituency;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhoneNumberTests {

    @ParameterizedTest
    @CsvSource({
        "0221 4710-520,          +492214710520, 0221 4710-520,     +49 221 4710-520",
        "0221/4710-520,          +492214710520, 0221 4710-520,     +49 221 4710-520",
        "(0221) 4710 - 520,      +492214710520, 0221 4710-520,     +49 221 4710-520",
        "+49 (0)221 4710–520,    +492214710520, 0221 4710-520,     +49 221 4710-520",
        "0049 221 4710-520,      +492214710520, 0221 4710-520,     +49 221 4710-520",
        "0221 47 10 520,         +492214710520, 0221 4710520,      +49 221 4710520",
        "0221-4710520,           +492214710520, 0221 4710520,      +49 221 4710520",
        "02214710520,            +492214710520, 02214710520,       +49 2214710520",
        "02214710-520,           +492214710520, 02214710-520,      +49 2214710-520",
        "03023125110,            +493023125110, 030 23125110,      +49 30 23125110",
        "017139200-10,           +491713920010, 0171 39200-10,     +49 171 39200-10",
        "0176 040690-20,         +4917604069020, 0176 040690-20,   +49 176 040690-20",
        "+43 1 5123456,          +4315123456,   +43 1 5123456,     +43 1 5123456",
        "+352 26 12 34 56,       +35226123456,  +352 26 123456,    +352 26 123456",
    })
    void readsWhatPeopleWriteAndShowsItAsDin5008(String written, String e164, String national, String international) {
        var number = PhoneNumber.parse(written).orElseThrow();
        assertThat(number.e164()).isEqualTo(e164);
        assertThat(number.national()).isEqualTo(national);
        assertThat(number.international()).isEqualTo(international);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0221 4710-520",
                "0171 39200-10",
                "02214710520",
                "03023125110",
                "+43 1 5123456",
                "+352 26 123456",
                "0176 040690-20"
            })
    void bothFormsReadBackToTheSame(String written) {
        var number = PhoneNumber.parse(written).orElseThrow();
        assertThat(PhoneNumber.parse(number.national())).hasValue(number);
        assertThat(PhoneNumber.parse(number.international())).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4710-520",
                "0221",
                "anrufen",
                "0221 4710-520 Frau Muster",
                "+",
                "00",
                "+0 221 4710",
                "0221 4710-520\u0000",
                "+49 221 4710 520 123 456",
                "=0221",
                "<b>0221 4710-520</b>",
                "0221 4710-\n520"
            })
    void refusesWhatNobodyCouldDial(String written) {
        assertThat(PhoneNumber.parse(written)).isEmpty();
    }

    @Test
    void aBlockContainsItsNumbersAndNoOthers() {
        var first = PhoneNumber.parse("0221 4710-500").orElseThrow();
        var last = PhoneNumber.parse("0221 4710-599").orElseThrow();
        var trunk = new Trunk(UUID.randomUUID(), first, last, "", "", "");
        assertThat(trunk.contains(PhoneNumber.parse("0221 4710-520").orElseThrow()))
                .isTrue();
        assertThat(trunk.contains(PhoneNumber.parse("02214710599").orElseThrow()))
                .isTrue();
        assertThat(trunk.contains(PhoneNumber.parse("0221 4710-600").orElseThrow()))
                .isFalse();
        assertThat(trunk.contains(PhoneNumber.parse("0221 4710-5200").orElseThrow()))
                .isFalse();
    }
}
