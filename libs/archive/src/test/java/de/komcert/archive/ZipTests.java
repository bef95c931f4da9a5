package de.komcert.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import de.komcert.archive.Finding.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ZipTests extends CollectionCase {

    @Test
    void anArchiveIsReadFromWhateverOpensAChannel() throws IOException {
        var archive = new ZipWriter()
                .deflated("Security.evtx", LOG)
                .stored("System.evtx", LOG)
                .archive();
        var opened = new ArrayList<FileChannel>();
        var path = Files.write(folder.resolve("kept"), archive);

        try (var collection = Collection.open(
                () -> {
                    opened.add(FileChannel.open(path));
                    return opened.getLast();
                },
                (name, head) -> name.endsWith(".evtx"),
                findings::add)) {
            assertThat(collection.files())
                    .extracting(CollectedFile::name)
                    .containsExactly("Security.evtx", "System.evtx");
            for (var file : collection.files()) {
                assertThat(file.stream()).hasBinaryContent(LOG);
            }
            assertThat(opened).hasSize(1).allMatch(FileChannel::isOpen);
        }
        assertThat(opened).hasSize(1).noneMatch(FileChannel::isOpen);
        assertThat(findings).isEmpty();
    }

    @Test
    void storedAndDeflatedFilesAreReadByTheNamesTheArchiveGivesThem() throws IOException {
        var archive = new ZipWriter()
                .stored("uploads/auto/C%3A/Windows/System32/winevt/Logs/Security.evtx", LOG)
                .deflated("C\\Windows\\Müll%254Operational%2Eevtx", LOG)
                .stored("notes.txt", LOG)
                .archive();

        assertThat(read(archive))
                .containsOnlyKeys(
                        "uploads/auto/C%3A/Windows/System32/winevt/Logs/Security.evtx",
                        "C/Windows/Müll%254Operational%2Eevtx")
                .allSatisfy((name, content) -> assertThat(content).isEqualTo(LOG));
        assertThat(findings).isEmpty();
    }

    @Test
    void onlyWhatIsStoredCanBeReadAtAnyPlaceAndAllHasItsHash() throws IOException {
        var path = Files.write(
                folder.resolve("a.zip"),
                new ZipWriter().stored("a.evtx", LOG).deflated("b.evtx", LOG).archive());

        try (var collection = Collection.open(path, (name, head) -> true, findings::add)) {
            var files = collection.files();
            assertThat(files)
                    .extracting(CollectedFile::sha256)
                    .containsOnly(files.getFirst().sha256());
            assertThat(files.getFirst().sha256()).hasSize(64);
            var some = new byte[7];
            assertThat(files.getFirst().direct().read(3, some, 0, 7)).isEqualTo(7);
            assertThat(some).isEqualTo(Arrays.copyOfRange(LOG, 3, 10));
            assertThat(files.getLast().direct()).isNull();
        }
    }

    @Test
    void anArchiveInsideTheArchiveIsOpenedAndNoneInsideThat() throws IOException {
        var deepest = new ZipWriter().stored("lost.evtx", LOG).archive();
        var inner = new ZipWriter()
                .deflated("in.evtx", LOG)
                .stored("deep.zip", deepest)
                .archive();
        var archive = new ZipWriter()
                .deflated("a/packed.zip", inner)
                .stored("a/stored.zip", inner)
                .archive();

        assertThat(read(archive)).containsOnlyKeys("a/packed.zip/in.evtx", "a/stored.zip/in.evtx");
        assertThat(findings)
                .extracting(Finding::file)
                .containsExactly("a/packed.zip/deep.zip", "a/stored.zip/deep.zip");
        assertThat(kinds()).containsOnly(Kind.ZIP_TOO_DEEP);
    }

    @Test
    void aLargePackedArchiveInsideIsReadFromAFileThatNobodyCanRead() throws IOException {
        var random = new byte[40 << 20];
        new Random(7).nextBytes(random);
        var inner =
                new ZipWriter().stored("a.evtx", random).deflated("b.evtx", LOG).archive();

        var read = read(new ZipWriter().deflated("data.zip", inner).archive());

        assertThat(read.get("data.zip/a.evtx")).isEqualTo(random);
        assertThat(read.get("data.zip/b.evtx")).isEqualTo(LOG);
    }

    @Test
    void withoutItsDirectoryTheFilesAreSearched() throws IOException {
        var writer =
                new ZipWriter().bytes(new byte[100]).deflated("a.evtx", LOG).stored("b.evtx", LOG);

        assertThat(read(writer.withoutDirectory())).containsOnlyKeys("a.evtx", "b.evtx");
        assertThat(kinds()).containsExactly(Kind.ZIP_DIRECTORY);
    }

    @Test
    void whatAToolWroteInOneGoIsReadAlsoWhereItsEndIsMissing() throws IOException {
        var path = folder.resolve("streamed.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(path))) {
            for (var name : List.of("a.evtx", "b.evtx", "c.evtx")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(LOG);
                out.closeEntry();
            }
        }
        byte[] archive = Files.readAllBytes(path);

        assertThat(read(archive)).hasSize(3);
        assertThat(findings).isEmpty();
        assertThat(read(Arrays.copyOf(archive, archive.length - 120)))
                .hasSize(3)
                .allSatisfy((name, content) -> assertThat(content).isEqualTo(LOG));
        assertThat(kinds()).containsExactly(Kind.ZIP_DIRECTORY);
    }

    @Test
    void aBrokenDirectoryCostsNoFile() throws IOException {
        byte[] archive =
                new ZipWriter().deflated("a.evtx", LOG).stored("b.evtx", LOG).archive();
        archive[archive.length - 22 - 52] = 'X'; // the second entry of the directory

        assertThat(read(archive)).containsOnlyKeys("a.evtx", "b.evtx");
        assertThat(kinds()).containsExactly(Kind.ZIP_DIRECTORY);
    }

    @Test
    void bytesBeforeTheArchiveDoNotMatter() throws IOException {
        byte[] archive = new ZipWriter().deflated("a.evtx", LOG).archive();
        var moved = new byte[archive.length + 1000];
        System.arraycopy(archive, 0, moved, 1000, archive.length);

        assertThat(read(moved)).containsOnlyKeys("a.evtx");
        assertThat(findings).isEmpty();
    }

    @Test
    void numbersStandWhereLargeOnesDo() throws IOException {
        assertThat(read(new ZipWriter()
                        .large()
                        .deflated("a.evtx", LOG)
                        .large()
                        .stored("b.evtx", LOG)
                        .archive()))
                .hasSize(2);
        assertThat(findings).isEmpty();
    }

    @Test
    void moreFilesThanSixteenBitsCountAreAllFound() throws IOException {
        var path = folder.resolve("many.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(path))) {
            out.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < 70_000; i++) {
                var entry = new ZipEntry(i + ".txt");
                entry.setSize(0);
                entry.setCrc(new CRC32().getValue());
                out.putNextEntry(entry);
            }
        }

        try (var collection = Collection.open(path, (name, head) -> false, findings::add)) {
            assertThat(collection.passedOver()).isEqualTo(70_000);
        }
        assertThat(findings).isEmpty();
        var bytes = Bytes.of(Files.readAllBytes(path));
        assertThat(Directory.read(bytes, 1_000, new Findings("", findings::add)))
                .hasSize(1_000);
        assertThat(kinds()).containsExactly(Kind.ZIP_TOO_MANY);
    }

    @Test
    void whatIsEncryptedOrPackedInAnotherWayIsSaidAndTheRestIsRead() throws IOException {
        var archive = new ZipWriter()
                .flags(1)
                .stored("secret.evtx", LOG)
                .flags(1)
                .stored("data.zip", LOG)
                .flags(1)
                .stored("secret.txt", LOG)
                .method(12)
                .stored("bzip2.evtx", LOG)
                .method(9)
                .stored("over two gigabytes.evtx", LOG)
                .deflated("a.evtx", LOG)
                .archive();

        assertThat(read(archive)).containsOnlyKeys("a.evtx");
        assertThat(kinds())
                .containsExactly(
                        Kind.ZIP_ENCRYPTED,
                        Kind.ZIP_ENCRYPTED_ARCHIVE,
                        Kind.ZIP_METHOD,
                        Kind.ZIP_METHOD,
                        Kind.ZIP_ENCRYPTED_FILES);
    }

    @Test
    void anArchiveWhoseFilesAreEncryptedAndToldByTheirContentOnlyIsSaidOnce() throws IOException {
        var writer = new ZipWriter();
        for (var name : List.of("[root]/var/log/auth.log", "[root]/var/log/syslog", "uac.log")) {
            writer.flags(1).stored(name, LOG);
        }

        assertThat(read(writer.archive())).isEmpty();
        assertThat(findings)
                .singleElement()
                .extracting(Finding::file, Finding::kind, Finding::message)
                .containsExactly("", Kind.ZIP_ENCRYPTED_FILES, "3 files in the archive are encrypted");
    }

    @Test
    void whatHoldsFilesOfItsOwnAndIsNotOpenedIsSaidWhateverItIsCalled() throws IOException {
        var archive = new ZipWriter()
                .deflated("2026-11-28T081500_host.vhdx", head("vhdxfile"))
                .stored("old.vhd", head("conectix"))
                .stored("disk", head("EVF\t\r\n\u00ff\0"))
                .stored("logs.7z", head("7z\u00bc\u00af'\u001c"))
                .deflated("uac.tar.bz2", head("BZh9"))
                .deflated("kernel.ko.zst", head("(\u00b5/\u00fd"))
                .stored("notes.txt", head("Rar! is how some archives begin"))
                .deflated("a.evtx", LOG)
                .archive();

        assertThat(read(archive)).containsOnlyKeys("a.evtx");
        assertThat(findings)
                .extracting(Finding::file)
                .containsExactly("2026-11-28T081500_host.vhdx", "old.vhd", "disk", "logs.7z", "uac.tar.bz2");
        assertThat(kinds())
                .containsExactly(Kind.DISK_IMAGE, Kind.DISK_IMAGE, Kind.DISK_IMAGE, Kind.OTHER_ARCHIVE, Kind.BZIP2);
    }

    private static byte[] head(String characters) {
        return Arrays.copyOf(characters.getBytes(StandardCharsets.ISO_8859_1), 1000);
    }

    @Test
    void whatIsStoredInOneGoHasItsSizeInTheDirectoryOnly() throws IOException {
        var writer = new ZipWriter()
                .sizesBehind()
                .stored("uploads/auto/C%3A/a.evtx", LOG)
                .sizesBehind()
                .deflated("uploads/auto/C%3A/b.evtx", LOG);

        byte[] withoutDirectory = writer.withoutDirectory();

        assertThat(read(writer.archive()).values()).containsExactly(LOG, LOG);
        assertThat(findings).isEmpty();
        assertThat(read(withoutDirectory)).containsOnlyKeys("uploads/auto/C%3A/b.evtx");
        assertThat(kinds()).containsExactly(Kind.ZIP_DIRECTORY, Kind.ZIP_ENTRY);
    }

    @Test
    void namesThatLeadOutAreShownWithoutThatAndSameNamesAreSaid() throws IOException {
        var archive = new ZipWriter()
                .stored("../../etc/a.evtx", LOG)
                .stored("/etc/./a.evtx", LOG)
                .archive();

        assertThat(read(archive)).containsOnlyKeys("etc/a.evtx");
        assertThat(kinds()).containsExactly(Kind.ZIP_UNSAFE_NAME, Kind.ZIP_UNSAFE_NAME, Kind.ZIP_SAME_NAME);
    }

    @Test
    void filesThatShareTheirDataAreReadOnce() throws IOException {
        assertThat(read(new ZipWriter().deflated("a.evtx", LOG).again().again().archive()))
                .hasSize(1);
        assertThat(kinds()).containsExactly(Kind.ZIP_OVERLAP, Kind.ZIP_OVERLAP);
    }

    @Test
    void aBombIsReadUpToTheLimit() throws IOException {
        var archive = new ZipWriter()
                .deflated("bomb.evtx", new byte[300 << 20])
                .deflated("a.evtx", LOG)
                .archive();
        var path = Files.write(folder.resolve("bomb.zip"), archive);

        try (var collection = Collection.open(path, (name, head) -> true, findings::add)) {
            var sizes = collection.files().stream().map(CollectedFile::size).toList();
            assertThat(sizes).hasSize(2);
            assertThat(sizes.getFirst()).isBetween(255L << 20, 256L << 20);
            assertThat(sizes.getLast()).isEqualTo(LOG.length);
        }
        assertThat(kinds()).containsExactly(Kind.ZIP_BOMB);
    }

    @Test
    void whatDoesNotFitItsChecksumOrSizeIsReadAndSaid() throws IOException {
        byte[] archive = new ZipWriter()
                .stored("a.evtx", LOG)
                .claiming(3)
                .deflated("b.evtx", LOG)
                .archive();
        archive[40] ^= 1;

        assertThat(read(archive).get("b.evtx")).isEqualTo(LOG);
        assertThat(kinds()).containsExactly(Kind.ZIP_CHECKSUM, Kind.ZIP_CHECKSUM);
    }

    @Test
    void damagedDataAreReadUpToTheDamage() throws IOException {
        var random = new byte[100_000];
        new Random(3).nextBytes(random);
        var archive = new ZipWriter().deflated("a.evtx", random).archive();
        Arrays.fill(archive, 60_000, 60_100, (byte) 0xff);

        var read = read(Arrays.copyOf(archive, archive.length));

        assertThat(kinds()).hasSize(1).containsAnyOf(Kind.ZIP_DATA, Kind.ZIP_CHECKSUM);
        assertThat(Arrays.copyOf(read.get("a.evtx"), 50_000)).isEqualTo(Arrays.copyOf(random, 50_000));
    }

    @Test
    void whatIsNoArchiveHoldsNothing() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read("PK\u0003\u0004".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(kinds()).contains(Kind.ZIP_DIRECTORY, Kind.ZIP_EMPTY);
    }

    @Test
    void noMutationEndsTheReading() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var inner = new ZipWriter().deflated("in.evtx", LOG).archive();
        byte[] archive = new ZipWriter()
                .deflated("a.evtx", LOG)
                .large()
                .stored("b.evtx", LOG)
                .deflated("c.zip", inner)
                .stored("d.zip", inner)
                .archive();
        for (int round = 0; round < 2_000; round++) {
            byte[] mutated = Arrays.copyOf(archive, archive.length - random.nextInt(10) * random.nextInt(2));
            for (int i = random.nextInt(6); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(2) - 1);
            }
            assertThat(read(mutated)).as("seed %d, round %d", seed, round).isNotNull();
        }
    }
}
