package de.komcert.app.proof;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipInputStream;

import de.komcert.app.identity.web.Browser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What leaves an incident as a file: the report as JSON and on paper, and the Einsatztagebuch. */
record Exports(Browser browser, Case incident) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Scripts that the fonts of the report do not draw. */
    private static final Set<String> NOT_IN_PDF = Set.of("directions", "signs");

    /** Each tells the value as it was typed. */
    void assertTelling(String name, String value) throws Exception {
        var json = JSON.readTree(browser.get(incident.room() + "/bericht.json").body());
        assertThat(texts(json))
                .as(name + " in the report as JSON")
                .anySatisfy(text -> assertThat(plain(text)).contains(plain(value)));
        if (!NOT_IN_PDF.contains(name)) {
            try (var pdf = Loader.loadPDF(browser.bytes(incident.room() + "/bericht.pdf"))) {
                assertThat(squeezed(new PDFTextStripper().getText(pdf)))
                        .as(name + " in the report as PDF")
                        .contains(squeezed(plain(value)));
            }
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(browser.bytes(incident.room() + "/tagebuch.zip")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().endsWith(".jsonl")) {
                    text.lines().forEach(JSON::readTree);
                } else if (entry.getName().equals("tagebuch.txt")) {
                    assertThat(plain(text)).as(name + " in the journal as text").contains(plain(value));
                }
            }
        }
    }

    /** As people read it: control characters are blanks, and blanks are one. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s\u2028\u2029]+", " ").strip();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }
}
