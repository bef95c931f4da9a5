package de.komcert.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

import de.komcert.archive.Finding.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

class TarTests extends CollectionCase {

    @Test
    void filesAreReadByTheNamesTheArchiveGivesThemPackedOrNot() throws IOException {
        var writer = new TarWriter()
                .folder("[root]/var/log/")
                .file("[root]/var/log/a.evtx", LOG)
                .link("[root]/var/log/link.evtx")
                .file("notes.txt", LOG)
                .file("empty.evtx", new byte[0])
                .file("full.evtx", new byte[1024]);

        for (byte[] archive : List.of(writer.archive(), writer.packed(), writer.packedByXz())) {
            var read = read(archive);
            assertThat(read).containsOnlyKeys("[root]/var/log/a.evtx", "empty.evtx", "full.evtx");
            assertThat(read.get("[root]/var/log/a.evtx")).isEqualTo(LOG);
            assertThat(read.get("full.evtx")).isEqualTo(new byte[1024]);
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void eachFileHasItsHashAndTimeAndCanBeReadAtAnyPlace() throws IOException {
        var writer =
                new TarWriter().file("a.evtx", LOG).file("no.txt", new byte[9]).file("b.evtx", LOG);

        for (byte[] archive : List.of(writer.archive(), writer.packed(), writer.packedByXz())) {
            var path = Files.write(folder.resolve("a.tar"), archive);
            try (var collection = Collection.open(path, (name, head) -> name.endsWith(".evtx"), findings::add)) {
                assertThat(collection.passedOver()).isEqualTo(1);
                assertThat(collection.files()).hasSize(2).allSatisfy(file -> {
                    assertThat(file.modified()).isEqualTo(Instant.ofEpochSecond(1_795_849_200L));
                    assertThat(file.sha256())
                            .isEqualTo(Measured.of(Bytes.of(LOG).stream()).sha256())
                            .hasSize(64);
                    var some = new byte[7];
                    assertThat(file.direct().read(3, some, 0, 7)).isEqualTo(7);
                    assertThat(some).isEqualTo(Arrays.copyOfRange(LOG, 3, 10));
                });
            }
        }
    }

    @Test
    void longNamesAndLargeNumbersStandWhereEachKindOfTarPutsThem() throws IOException {
        var deep = "uac/" + "sehr-tief/".repeat(20) + "Müll.evtx";
        var archive = new TarWriter()
                .file("[root]/var", "prefixed.evtx", LOG)
                .recorded("short.txt", LOG, "path=" + deep, "mtime=1700000000.5", "comment=\u00fcberall\nx")
                .large("large.evtx", LOG)
                .gnu()
                .longNamed(deep + ".evtx", LOG)
                .file("next.evtx", LOG)
                .archive();

        assertThat(read(archive))
                .containsOnlyKeys("[root]/var/prefixed.evtx", deep, "large.evtx", deep + ".evtx", "next.evtx")
                .allSatisfy((name, content) -> assertThat(content).isEqualTo(LOG));
        assertThat(findings).isEmpty();
    }

    @Test
    void archivesInsideAreOpenedWhateverTheirKindAndNoneInsideThose() throws IOException {
        var deepest = new TarWriter().file("lost.evtx", LOG).packed();
        var zip = new ZipWriter()
                .deflated("in.evtx", LOG)
                .stored("deep.tar.gz", deepest)
                .archive();
        var tar = new TarWriter().file("in.evtx", LOG).file("deep.zip", zip);
        var inTar = new TarWriter()
                .file("a.zip", zip)
                .file("a.tar", tar.archive())
                .file("a.tgz", tar.packed())
                .file("a.txz", tar.packedByXz());
        var inZip = new ZipWriter()
                .deflated("packed.tar", tar.archive())
                .stored("stored.tar.gz", tar.packed())
                .deflated("called otherwise", tar.packed());

        for (byte[] archive : List.of(inTar.archive(), inTar.packed(), inTar.packedByXz())) {
            assertThat(read(archive))
                    .containsOnlyKeys("a.zip/in.evtx", "a.tar/in.evtx", "a.tgz/in.evtx", "a.txz/in.evtx");
        }
        assertThat(read(inZip.archive()))
                .containsOnlyKeys("packed.tar/in.evtx", "stored.tar.gz/in.evtx", "called otherwise/in.evtx");
        assertThat(kinds()).hasSize(15).containsOnly(Kind.ZIP_TOO_DEEP);
    }

    @Test
    void whatDoesNotFitIntoMemoryIsReadFromOneFileThatNobodyCanRead() throws IOException {
        var writer = new TarWriter();
        var contents = new TreeMap<String, byte[]>();
        var random = new Random(7);
        for (int i = 0; i < 5; i++) {
            var content = new byte[(11 << 20) + i];
            random.nextBytes(content);
            contents.put(i + ".evtx", content);
            writer.file(i + ".evtx", content).file(i + ".txt", new byte[600]);
        }

        var read = read(writer.packed());

        assertThat(read).containsOnlyKeys(contents.keySet());
        assertThat(read).allSatisfy((name, content) -> assertThat(content).isEqualTo(contents.get(name)));
        assertThat(findings).isEmpty();
    }

    @Test
    void aDamagedHeaderCostsOnlyItsFile() throws IOException {
        byte[] archive = new TarWriter()
                .file("a.evtx", LOG)
                .file("b.evtx", LOG)
                .file("c.evtx", LOG)
                .archive();
        archive[1024 + 3] ^= 1;

        assertThat(read(archive)).containsOnlyKeys("a.evtx", "c.evtx");
        assertThat(findings)
                .singleElement()
                .extracting(Finding::kind, Finding::offset)
                .containsExactly(Kind.TAR_HEADER, 1024L);
    }

    @Test
    void whatBreaksOffIsReadUpToThere() throws IOException {
        byte[] whole = new TarWriter().file("a.evtx", LOG).file("b.evtx", LOG).withoutEnd();
        byte[] within = new TarWriter().file("a.evtx", LOG).file("b.evtx", LOG).archive();

        assertThat(read(whole)).containsOnlyKeys("a.evtx", "b.evtx");
        assertThat(read(Arrays.copyOf(within, 1024 + 512 + 20)).get("b.evtx")).hasSize(20);
        assertThat(kinds()).containsExactly(Kind.TAR_DATA, Kind.TAR_DATA);
        findings.clear();

        var random = new byte[100_000];
        new Random(3).nextBytes(random);
        byte[] packed =
                new TarWriter().file("a.evtx", LOG).file("b.evtx", random).packed();
        assertThat(read(Arrays.copyOf(packed, 50_000)).get("b.evtx")).hasSizeBetween(30_000, 50_000);
        assertThat(kinds()).containsExactly(Kind.GZIP_DATA, Kind.TAR_DATA);
        findings.clear();

        byte[] packedByXz =
                new TarWriter().file("a.evtx", LOG).file("b.evtx", random).packedByXz();
        assertThat(read(Arrays.copyOf(packedByXz, 80_000)).get("b.evtx")).hasSizeBetween(60_000, 80_000);
        assertThat(kinds()).containsExactly(Kind.XZ_DATA, Kind.TAR_DATA);
    }

    @Test
    void whatAsksForMoreMemoryThanThereIsIsSaidAndCostsNoOtherFile() throws IOException {
        byte[] greedy = Packed.greedy(new TarWriter().file("a.evtx", LOG).archive());

        assertThat(read(greedy)).isEmpty();
        assertThat(read(new TarWriter()
                        .file("a.tar.xz", greedy)
                        .file("b.evtx", LOG)
                        .archive()))
                .containsOnlyKeys("b.evtx");
        assertThat(findings)
                .extracting(Finding::file, Finding::kind)
                .containsExactly(tuple("", Kind.XZ_METHOD), tuple("a.tar.xz", Kind.XZ_METHOD));
    }

    @Test
    void aBombIsReadUpToTheLimitAndWhatNobodyWantsIsNone() throws IOException {
        var wanted = emptyMegabytes("bomb.evtx");
        var unwanted = emptyMegabytes("lastlog");

        try (var collection = Collection.open(unwanted, (name, head) -> name.endsWith(".evtx"), findings::add)) {
            assertThat(collection.files()).extracting(CollectedFile::name).containsExactly("a.evtx", "z.evtx");
        }
        assertThat(findings).isEmpty();
        try (var collection = Collection.open(wanted, (name, head) -> name.endsWith(".evtx"), findings::add)) {
            assertThat(collection.files()).extracting(CollectedFile::name).containsExactly("a.evtx", "bomb.evtx");
            assertThat(collection.files().getLast().size()).isBetween(255L << 20, 256L << 20);
        }
        assertThat(kinds()).containsExactly(Kind.GZIP_BOMB, Kind.TAR_DATA);
    }

    /** An archive with 300 megabytes of nothing between two logs. */
    private Path emptyMegabytes(String name) throws IOException {
        int megabytes = 300;
        var path = folder.resolve(name + ".tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(new TarWriter().file("a.evtx", LOG).withoutEnd());
            out.write(new TarWriter().header(name, megabytes << 20).withoutEnd());
            for (int i = 0; i < megabytes; i++) {
                out.write(new byte[1 << 20]);
            }
            out.write(new TarWriter().file("z.evtx", LOG).archive());
        }
        return path;
    }

    @Test
    void namesThatLeadOutAreShownWithoutThatAndSameNamesAreSaid() throws IOException {
        var archive = new TarWriter()
                .file("../../etc/a.evtx", LOG)
                .file("/etc/./a.evtx", LOG)
                .archive();

        assertThat(read(archive)).containsOnlyKeys("etc/a.evtx");
        assertThat(kinds()).containsExactly(Kind.ZIP_UNSAFE_NAME, Kind.ZIP_UNSAFE_NAME, Kind.ZIP_SAME_NAME);
    }

    @Test
    void whatIsNotReadIsSaid() throws IOException {
        var seven = Arrays.copyOf("7z\u00bc\u00af'\u001c".getBytes(StandardCharsets.ISO_8859_1), 900);
        var bzip2 = Arrays.copyOf("BZh91AY&SY".getBytes(StandardCharsets.US_ASCII), 900);
        var zstd = Arrays.copyOf("(\u00b5/\u00fd".getBytes(StandardCharsets.ISO_8859_1), 900);
        var journal = Arrays.copyOf("LPKSHHRH".getBytes(StandardCharsets.US_ASCII), 900);
        var archive = new TarWriter()
                .sparse("holes.evtx", LOG)
                .recorded("holes too.evtx", LOG, "GNU.sparse.major=1")
                .file("orc.7z", seven)
                .file("orc.7z.p7b", new byte[] {0x30, (byte) 0x82, 1, 1})
                .file("chain.p7b", new byte[] {0x30, (byte) 0x82, 1, 1})
                .file("[root]/var/log/messages-20261001.bz2", bzip2)
                .file("[root]/var/log/mail.err.zst", zstd)
                .file("Access_Log.1.BZ2", bzip2)
                .file("uac.tar.zst", zstd)
                .file("usr/lib/modules/6/hid-logitech.ko.zst", zstd)
                .file("usr/share/man/man1/catalog.bz2", bzip2)
                .file("[root]/var/log/journal/1/system.journal", journal)
                .archive();

        assertThat(read(archive)).isEmpty();
        assertThat(kinds())
                .containsExactly(
                        Kind.TAR_SPARSE,
                        Kind.TAR_SPARSE,
                        Kind.OTHER_ARCHIVE,
                        Kind.SEALED_ARCHIVE,
                        Kind.BZIP2,
                        Kind.ZSTD,
                        Kind.BZIP2,
                        Kind.ZSTD,
                        Kind.JOURNAL_FILE);
    }

    @Test
    void whatOnlyBeginsLikeOneHoldsNothing() throws IOException {
        assertThat(read(Arrays.copyOf(new TarWriter().file("a.evtx", LOG).archive(), 300)))
                .isEmpty();
        assertThat(kinds()).containsExactly(Kind.ZIP_EMPTY);
    }

    @Test
    void theTarOfThisMachineWritesWhatIsRead() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/tar")) || Files.isExecutable(Path.of("/bin/tar")))
                .as("tar is here")
                .isTrue();
        var deep = folder.resolve("in/" + "tief/".repeat(30));
        Files.createDirectories(deep);
        Files.write(deep.resolve("a.evtx"), LOG);
        Files.write(folder.resolve("in/[root].evtx"), LOG);
        for (var format : List.of("gnu", "pax", "ustar")) {
            var archive = folder.resolve(format + ".tgz");
            var tar = new ProcessBuilder(
                            "tar", "-C", folder.toString(), "--format=" + format, "-czf", archive.toString(), "in")
                    .inheritIO()
                    .start();
            assertThat(tar.waitFor()).isZero();

            assertThat(read(Files.readAllBytes(archive)))
                    .as(format)
                    .containsOnlyKeys("in/" + "tief/".repeat(30) + "a.evtx", "in/[root].evtx");
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void noMutationEndsTheReading() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var inner = new TarWriter().file("in.evtx", LOG);
        var writer = new TarWriter()
                .file("a.evtx", LOG)
                .recorded("b.evtx", LOG, "path=c.evtx", "size=39", "mtime=1.5")
                .longNamed("a name that is long.evtx", LOG)
                .large("d.evtx", LOG)
                .file("e.tar", inner.archive())
                .file("f.tgz", inner.packed());
        for (int round = 0; round < 2_000; round++) {
            byte[] archive = round % 2 == 0 ? writer.archive() : writer.packed();
            byte[] mutated = Arrays.copyOf(archive, archive.length - random.nextInt(10) * random.nextInt(2));
            for (int i = random.nextInt(6); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(2) - 1);
            }
            assertThat(read(mutated)).as("seed %d, round %d", seed, round).isNotNull();
        }
    }
}
