package de.komcert.app.proof;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import de.komcert.app.identity.web.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of Einrichtungen as somebody exports, changes and imports them. */
record Sheets(Browser browser) {

    private static final List<String> NAMES = List.of("einrichtungen", "kontakte", "standorte", "produkte", "domains");

    /** Uploads each file with the value in every cell, in one, and in the cells of a row that is right, and applies it. */
    void upload(String value, BiConsumer<String, Browser.Answer> answered) {
        for (var sheet : NAMES) {
            for (var lines : lines(sheet, value)) {
                answered.accept(sheet, upload(sheet, value, lines));
            }
        }
    }

    private List<String> lines(String sheet, String value) {
        var head = export(sheet).lines().findFirst().orElseThrow();
        var cells = head.split(";", -1).length;
        var cell = "\"" + value.replace("\"", "\"\"") + "\"";
        return Stream.of((cell + ";").repeat(cells - 1) + cell, cell, cell + ";GEMEINDE;" + cell)
                .map(line -> head + "\r\n" + line + "\r\n")
                .toList();
    }

    private Browser.Answer upload(String sheet, String fileName, String content) {
        var fields = Map.of("_csrf", Case.csrf(browser), "liste", sheet.toUpperCase(Locale.ROOT));
        var answer = browser.upload("/einrichtungen/import", fields, "datei", fileName, content);
        if (answer.status() != 303) {
            return answer;
        }
        var preview = browser.get(answer.location());
        var apply = Form.on(preview.page(), answer.location()).stream()
                .filter(form -> form.fields().containsKey("fingerprint"))
                .findFirst();
        apply.ifPresent(form ->
                assertThat(browser.post(form.action(), form.fields()).status()).isLessThan(500));
        return preview;
    }

    /** What is exported, without the mark at its beginning. */
    String export(String sheet) {
        return browser.get("/einrichtungen/dateien/" + sheet + ".csv").body().replace("\uFEFF", "");
    }
}
