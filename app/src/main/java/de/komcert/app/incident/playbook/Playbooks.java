package de.komcert.app.incident.playbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import de.komcert.app.incident.plan.Playbook;
import de.komcert.app.incident.plan.PlaybookReader;
import de.komcert.app.incident.plan.Problem;
import de.komcert.app.incident.plan.Reading;
import de.komcert.app.web.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The playbooks: those that come with the program, and those of the CERT in {@code <data>/plaene}.
 *
 * <p>A file of the CERT with the id of a shipped one replaces it. A file with problems is left out and every problem of it
 * is logged and shown, so that one bad file never keeps the Lagezentrum from starting.
 */
@Component
public class Playbooks {

    private static final Logger LOG = LoggerFactory.getLogger(Playbooks.class);

    private final Path folder;
    private final Texts texts;
    private volatile Shelf shelf;

    /** What was read the last time. */
    private record Shelf(Map<String, Edition> editions, List<Problem> problems) {}

    Playbooks(@Value("${komcert.data}") Path data, Texts texts) {
        this.folder = data.resolve("plaene");
        this.texts = texts;
        this.shelf = read();
    }

    /** All playbooks, by title. */
    public List<Playbook> all() {
        return editions().stream().map(Edition::playbook).toList();
    }

    public Optional<Playbook> find(String id) {
        return edition(id).map(Edition::playbook);
    }

    /** All playbooks with their texts, by title. */
    public List<Edition> editions() {
        return shelf.editions().values().stream()
                .sorted(Comparator.comparing(edition -> edition.playbook().title()))
                .toList();
    }

    /** A playbook with its text, word by word, to be kept with the incidents opened by it. */
    public Optional<Edition> edition(String id) {
        return Optional.ofNullable(shelf.editions().get(id));
    }

    /** What is wrong in the files that were left out. */
    public List<Problem> problems() {
        return shelf.problems();
    }

    /** Where the CERT puts its own. */
    public Path folder() {
        return folder;
    }

    /** Reads all files anew; incidents keep the text they were opened with. */
    public void readAgain() {
        shelf = read();
    }

    /** The playbook that a caller's words point to. */
    public Optional<Playbook> suggest(String words) {
        return all().stream()
                .filter(playbook -> playbook.fits(words) > 0)
                .max(Comparator.comparingLong(playbook -> playbook.fits(words)));
    }

    private Shelf read() {
        var editions = new LinkedHashMap<String, Edition>();
        var problems = new ArrayList<Problem>();
        shipped().forEach((file, text) -> read(file, text, false, editions, problems));
        own(folder).forEach((file, text) -> read(file, text, true, editions, problems));
        for (var problem : problems) {
            LOG.warn("{}", texts.get(Locale.GERMAN, problem.key(), problem.messageArguments()));
        }
        return new Shelf(editions, List.copyOf(problems));
    }

    private static void read(
            String file, String text, boolean own, Map<String, Edition> editions, List<Problem> problems) {
        switch (PlaybookReader.read(file, text)) {
            case Reading.Good(var playbook) -> editions.put(playbook.id(), new Edition(playbook, text, file, own));
            case Reading.Bad(var found) -> problems.addAll(found);
        }
    }

    private static Map<String, String> shipped() {
        var files = new LinkedHashMap<String, String>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:playbooks/*.yaml")) {
                files.put(String.valueOf(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Map<String, String> own(Path folder) {
        var files = new LinkedHashMap<String, String>();
        if (Files.isDirectory(folder)) {
            try (var found = Files.newDirectoryStream(folder, "*.yaml")) {
                for (var file : found) {
                    files.put(String.valueOf(file.getFileName()), Files.readString(file));
                }
            } catch (IOException e) {
                LOG.warn("The folder of own playbooks cannot be read: {}", folder, e);
            }
        }
        return files;
    }
}
