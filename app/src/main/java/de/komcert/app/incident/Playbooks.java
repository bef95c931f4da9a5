package de.komcert.app.incident;

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
 * is logged, so that one bad file never keeps the Lagezentrum from starting.
 */
@Component
public class Playbooks {

    private static final Logger LOG = LoggerFactory.getLogger(Playbooks.class);

    private final Map<String, Edition> editions = new LinkedHashMap<>();

    private record Edition(Playbook playbook, String text) {}

    Playbooks(@Value("${komcert.data}") Path data, Texts texts) {
        var problems = new ArrayList<Problem>();
        shipped().forEach((file, text) -> read(file, text, problems));
        own(data.resolve("plaene")).forEach((file, text) -> read(file, text, problems));
        for (var problem : problems) {
            LOG.warn("{}", texts.get(Locale.GERMAN, problem.key(), problem.messageArguments()));
        }
    }

    /** All playbooks, by title. */
    public List<Playbook> all() {
        return editions.values().stream()
                .map(Edition::playbook)
                .sorted(Comparator.comparing(Playbook::title))
                .toList();
    }

    public Optional<Playbook> find(String id) {
        return Optional.ofNullable(editions.get(id)).map(Edition::playbook);
    }

    /** The file of a playbook, word by word, to be kept with the incidents opened by it. */
    String text(String id) {
        var edition = editions.get(id);
        if (edition == null) {
            throw new IllegalArgumentException("no playbook " + id);
        }
        return edition.text();
    }

    /** The playbook that a caller's words point to. */
    public Optional<Playbook> suggest(String words) {
        return all().stream()
                .filter(playbook -> playbook.fits(words) > 0)
                .max(Comparator.comparingLong(playbook -> playbook.fits(words)));
    }

    private void read(String file, String text, List<Problem> problems) {
        switch (PlaybookReader.read(file, text)) {
            case Reading.Good(var playbook) -> editions.put(playbook.id(), new Edition(playbook, text));
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
                    files.put(file.toString(), Files.readString(file));
                }
            } catch (IOException e) {
                LOG.warn("The folder of own playbooks cannot be read: {}", folder, e);
            }
        }
        return files;
    }
}
