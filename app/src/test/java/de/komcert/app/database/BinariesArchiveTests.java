package de.komcert.app.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BinariesArchiveTests {

    @TempDir
    Path temp;

    Path target;

    @BeforeEach
    void makeTarget() throws IOException {
        target = Files.createDirectory(temp.resolve("target"));
    }

    @Test
    void keepsProgramsExecutableAndLinksLinked() throws IOException {
        var folder = archive(file("bin/postgres", 0755), file("share/words.txt", 0644), link("lib/a.so", "a.so.1"))
                .unpackBelow(target);

        assertThat(folder.resolve("bin/postgres")).isExecutable().hasContent("content");
        assertThat(Files.getPosixFilePermissions(folder.resolve("share/words.txt")))
                .noneMatch(permission -> permission.name().endsWith("EXECUTE"));
        assertThat(Files.readSymbolicLink(folder.resolve("lib/a.so"))).isEqualTo(Path.of("a.so.1"));
    }

    @Test
    void unpacksOnceForTheSameContent() throws IOException {
        var archive = archive(file("bin/postgres", 0755));
        var folder = archive.unpackBelow(target);
        Files.writeString(folder.resolve("mark"), "was here");

        assertThat(archive.unpackBelow(target)).isEqualTo(folder);
        assertThat(folder.resolve("mark")).exists();
    }

    @Test
    void unpacksOtherContentElsewhere() throws IOException {
        var folder = archive(file("bin/postgres", 0755)).unpackBelow(target);

        assertThat(archive(file("bin/postgres2", 0755)).unpackBelow(target)).isNotEqualTo(folder);
    }

    @Test
    void startsAfreshAfterAnInterruptedUnpacking() throws IOException {
        var archive = archive(file("bin/postgres", 0755));
        var folder = archive.unpackBelow(target);
        var partial = target.resolve(folder.getFileName() + ".partial");
        Files.move(folder, partial);
        Files.writeString(partial.resolve("half"), "written");

        assertThat(archive.unpackBelow(target).resolve("half")).doesNotExist();
        assertThat(partial).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"../outside", "bin/../../outside", "/outside"})
    void refusesFilesOutsideTheArchive(String name) throws IOException {
        assertRefused(archive(file(name, 0644)), "außerhalb des Archivs");
        assertThat(temp.resolve("outside")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"..", "../other", "/etc", "."})
    void refusesLinksToOtherFolders(String destination) throws IOException {
        assertRefused(archive(link("lib/way", destination)), "Verweis in einen anderen Ordner");
    }

    @Test
    void refusesHardLinks() throws IOException {
        var entry = new TarArchiveEntry("lib/hard", TarConstants.LF_LINK);
        entry.setLinkName("/etc/passwd");

        assertRefused(archive(entry), "unerwarteter Eintrag");
    }

    @Test
    void saysWhenTheArchiveIsBroken() throws IOException {
        var broken = Files.writeString(temp.resolve("broken.txz"), "not an archive");

        assertRefused(new BinariesArchive(broken.toUri().toURL()), "lässt sich nicht nach");
    }

    @Test
    void saysWhenTheArchiveIsCutOff() throws IOException {
        var whole = write(file("bin/postgres", 0755), file("bin/initdb", 0755));
        var bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));

        assertRefused(new BinariesArchive(whole.toUri().toURL()), "lässt sich nicht nach");
    }

    private void assertRefused(BinariesArchive archive, String sentence) {
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> archive.unpackBelow(target))
                .withMessageContaining("Das beigelegte PostgreSQL")
                .withMessageContaining(sentence);
        assertThat(target).isEmptyDirectory();
    }

    private BinariesArchive archive(TarArchiveEntry... entries) throws IOException {
        return new BinariesArchive(write(entries).toUri().toURL());
    }

    private Path write(TarArchiveEntry... entries) throws IOException {
        var path = Files.createTempFile(temp, "archive", ".txz");
        try (var tar =
                new TarArchiveOutputStream(new XZOutputStream(Files.newOutputStream(path), new LZMA2Options(0)))) {
            for (TarArchiveEntry entry : entries) {
                byte[] content =
                        entry.isFile() && !entry.isLink() ? "content".getBytes(StandardCharsets.UTF_8) : new byte[0];
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return path;
    }

    private static TarArchiveEntry file(String name, int mode) {
        var entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        return entry;
    }

    private static TarArchiveEntry link(String name, String destination) {
        var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(destination);
        return entry;
    }
}
