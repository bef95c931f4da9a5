package de.komcert.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;

/** Checks an exported journal as its receiver does: unpacks it, and runs the verifier that lies beside it. */
final class OfflineVerifier {

    private OfflineVerifier() {}

    /** What the verifier says, in a folder that it may fill. */
    static String says(byte[] zip, Path folder) throws IOException, InterruptedException {
        for (var file : unpacked(zip).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "Pruefe.java", "tagebuch.jsonl")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }
}
