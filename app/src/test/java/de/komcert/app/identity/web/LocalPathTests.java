package de.komcert.app.identity.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LocalPathTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/konto",
                "/vorfaelle?q=M%C3%BCller&seite=2",
                "/vorfaelle/7c1f0f0e-0000-4000-8000-000000000000",
                "/%2f%2fboese.example",
                "/suche?q=https://boese.example"
            })
    void aPathOfThisServerIsFollowed(String path) {
        assertThat(LocalPath.of(path).value()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "konto",
                "//boese.example",
                "///boese.example",
                "/\\boese.example",
                "\\\\boese.example",
                "/\t/boese.example",
                "/\n/boese.example",
                "/ /boese.example",
                "https://boese.example",
                "https:boese.example",
                "HTTP://boese.example/",
                "javascript:alert(1)",
                "data:text/html,x",
                "@boese.example",
                ".boese.example",
                "?weiter=//boese.example",
                "/konto#teil",
                "/konto\u0000",
                "/{konto}",
                "/konto\r\nSet-Cookie: a=b",
                "/login",
                "/login/code",
                "/logout"
            })
    void everythingElseLeadsToTheStart(String path) {
        assertThat(LocalPath.of(path)).isEqualTo(LocalPath.START);
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 100_000})
    void whatIsTooLongLeadsToTheStart(int length) {
        assertThat(LocalPath.of("/" + "a".repeat(length - 1))).isEqualTo(LocalPath.START);
    }
}
