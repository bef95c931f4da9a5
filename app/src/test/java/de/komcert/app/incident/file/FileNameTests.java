package de.komcert.app.incident.file;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Names as people give them, and as others mean harm by them. */
class FileNameTests {

    @Test
    void whatCanBeReadStays() {
        for (var name : new String[] {
            "Netzplan Eulenberg (alt).pdf",
            "=cmd|'calc'!A1",
            "<script>alert(1)</script>.txt",
            "文件.txt",
            ".htaccess",
            "a b"
        }) {
            assertThat(FileName.given(name)).isEqualTo(new FileName(name.replaceAll(".*/", ""), false));
        }
    }

    @Test
    void foldersGoAndCharactersThatNobodySees() {
        Map.of(
                        "../../etc/passwd", "passwd",
                        "/etc/shadow", "shadow",
                        "C:\\Users\\grothe\\Brief.doc", "Brief.doc",
                        "\\\\server\\freigabe\\x.txt", "x.txt",
                        "a\u0000b.txt", "a b.txt",
                        "rechnung\u202Efdp.exe", "rechnung fdp.exe",
                        "zwei\r\nZeilen\u2028.txt", "zwei Zeilen .txt",
                        "  Rand  ", "Rand")
                .forEach((given, shown) ->
                        assertThat(FileName.given(given)).as(given).isEqualTo(new FileName(shown, false)));
    }

    @Test
    void whatLeavesNothingIsCalledNameless() {
        for (var name : new String[] {"", "   ", "..", ".", "ordner/", "\u0000\u202E", "/"}) {
            assertThat(FileName.given(name)).as("[%s]", name).isEqualTo(new FileName("unbenannt", false));
        }
    }

    @Test
    void aLongNameIsCutAndSaidToBe() {
        assertThat(FileName.given("x".repeat(255))).isEqualTo(new FileName("x".repeat(255), false));
        assertThat(FileName.given("x".repeat(300))).isEqualTo(new FileName("x".repeat(255), true));
        // Never through the middle of a character.
        assertThat(FileName.given("x".repeat(254) + "🔒🔒")).isEqualTo(new FileName("x".repeat(254), true));
    }

    @Test
    void aFileMayHaveAGigabyteUnlessSetOtherwise() {
        assertThat(bind(Map.of())).isEqualTo(new FileSettings(DataSize.ofGigabytes(1)));
        assertThat(bind(Map.of("komcert.files.limit", "250MB"))).isEqualTo(new FileSettings(DataSize.ofMegabytes(250)));
    }

    private static FileSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("komcert.files", FileSettings.class);
    }
}
