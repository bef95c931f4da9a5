package de.komcert.app.constituency.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import de.komcert.app.constituency.ConstituencyImport;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.constituency.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists of Einrichtungen from files: previewed first, then taken over as a whole or not at all. */
class ImportPagesTests extends EinrichtungPagesCase {

    @Test
    void aFileIsPreviewedThenTakenOver() throws Exception {
        registered("Kranichfurt", Map.of());
        var text = "\uFEFFkurzname;name;typ\nKranichfurt;Stadt Kranichfurt;Gemeinde\nNeu;Stadt Neu;Stadt\n";
        var uploaded = upload(Sheet.EINRICHTUNGEN, text.getBytes(StandardCharsets.UTF_8));
        assertThat(uploaded).hasStatus(303);
        var address = uploaded.getResponse().getHeader("Location");
        assertThat(address).isNotNull();
        var preview = page(get(Visitors.ANALYST, address));
        assertThat(preview.select(".k-lead").text()).contains("1 neu, 1 geändert, 0 unverändert");
        assertThat(preview.select("del").text() + "→" + preview.select("ins").text())
                .isEqualTo("Stadt→Gemeinde");
        assertThat(analyst(() -> constituency.search("Neu"))).isEmpty();
        assertThat(get(Visitors.OTHER_ANALYST, address)).hasStatus(404);
        assertThat(post(address, Map.of("fingerprint", "anders"))).hasStatus(409);
        assertThat(analyst(() -> constituency.search("Neu"))).isEmpty();
        assertThat(post(
                        address,
                        Map.of(
                                "fingerprint",
                                preview.select("input[name=fingerprint]").val())))
                .hasStatus(303);
        assertThat(analyst(() -> constituency.search("Neu"))).hasSize(1);
    }

    @Test
    void aFileWithErrorsCannotBeTakenOver() throws Exception {
        var uploaded =
                upload(Sheet.EINRICHTUNGEN, "kurzname;name;typ\nX;Y;Dorf\n;Z;\n".getBytes(StandardCharsets.UTF_8));
        var address = uploaded.getResponse().getHeader("Location");
        var preview = page(get(Visitors.ANALYST, address));
        assertThat(preview.select("tbody tr")).hasSize(3);
        assertThat(preview.select("tbody tr").first().text()).startsWith("Zeile 2 typ Erlaubt ist");
        assertThat(preview.select("input[name=fingerprint]")).isEmpty();
        assertThat(post(address, Map.of("fingerprint", ""))).hasStatus(409);
        assertThat(post(address + "/verwerfen", Map.of())).hasStatus(303);
        assertThat(get(Visitors.ANALYST, address)).hasStatus(404);
    }

    @Test
    void whatIsNoTextOrEmptyIsRefusedWithASentence() throws Exception {
        var binary = upload(Sheet.KONTAKTE, new byte[] {'P', 'K', 3, 4, 0, 0});
        assertThat(binary).hasStatus(422);
        assertThat(page(binary).select("[role=alert]").text()).contains("keine Textdatei");
        assertThat(page(binary).select("option[value=KONTAKTE]").hasAttr("selected"))
                .isTrue();
        assertThat(upload(Sheet.KONTAKTE, new byte[0])).hasStatus(422);
    }

    @ParameterizedTest
    @EnumSource(Sheet.class)
    void theImportPageExplainsEverySheetAndItsFileComesDown(Sheet sheet) throws Exception {
        var page = page(get(Visitors.ANALYST, "/einrichtungen/import?liste=" + sheet));
        for (var header : ConstituencyImport.headers(sheet)) {
            assertThat(page.select("details[open] code").eachText()).contains(header);
        }
        var file = get(Visitors.READER, "/einrichtungen/dateien/" + sheet.path() + ".csv");
        assertThat(file).hasStatusOk();
        assertThat(file.getResponse().getContentAsString())
                .isEqualTo("\uFEFF" + String.join(";", ConstituencyImport.headers(sheet)) + "\r\n");
    }
}
