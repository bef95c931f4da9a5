package de.komcert.app.constituency.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.ConstituencyImport;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.web.CsvLine;
import de.komcert.app.web.NotHere;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Takes in files of Einrichtungen: upload, look at what would change, use or throw away. */
@Controller
class ImportPages {

    private static final String UPLOAD = "/einrichtungen/import";

    private final ConstituencyImport files;

    ImportPages(ConstituencyImport files) {
        this.files = files;
    }

    @GetMapping(UPLOAD)
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView upload(@RequestParam(defaultValue = "EINRICHTUNGEN") Sheet liste) {
        return page(liste, null);
    }

    private static ModelAndView page(Sheet sheet, @Nullable String problem) {
        return new ModelAndView("constituency/web/upload").addObject("page", new UploadPage(sheet, problem));
    }

    /** The page to upload a file, and a key that says why the last one was no use. */
    record UploadPage(Sheet sheet, @Nullable String problem) {}

    @PostMapping(UPLOAD)
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView upload(@RequestParam Sheet liste, @RequestParam MultipartFile datei) throws IOException {
        var text = ConstituencyImport.text(datei.getBytes());
        if (text.isEmpty() || text.get().isBlank()) {
            var answer = page(liste, text.isEmpty() ? "constituency.import.noText" : "constituency.import.empty");
            answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return answer;
        }
        return SeeOther.at(UPLOAD + "/" + files.keep(liste, text.get()));
    }

    @GetMapping(UPLOAD + "/{draft}")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView preview(@PathVariable UUID draft) {
        return preview(draft, false);
    }

    private ModelAndView preview(UUID draft, boolean overtaken) {
        return new ModelAndView("constituency/web/preview")
                .addObject("page", new PreviewPage(files.draft(draft), overtaken));
    }

    /** What a file would change; overtaken if something else changed since the last look. */
    record PreviewPage(ConstituencyImport.Draft draft, boolean overtaken) {}

    @PostMapping(UPLOAD + "/{draft}")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView apply(@PathVariable UUID draft, @RequestParam String fingerprint) {
        if (files.apply(draft, fingerprint) instanceof ConstituencyImport.Applied.Done) {
            return SeeOther.at("/einrichtungen");
        }
        var answer = preview(draft, true);
        answer.setStatus(HttpStatus.CONFLICT);
        return answer;
    }

    @PostMapping(UPLOAD + "/{draft}/verwerfen")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView discard(@PathVariable UUID draft) {
        files.discard(draft);
        return SeeOther.at(UPLOAD);
    }

    @GetMapping("/einrichtungen/dateien/{sheet}.csv")
    @Requires(Permission.READ_CONSTITUENCY)
    ResponseEntity<byte[]> export(@PathVariable("sheet") String path) {
        var sheet = Sheet.ofPath(path).orElseThrow(NotHere::new);
        var name =
                ContentDisposition.attachment().filename(sheet.path() + ".csv").build();
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body((CsvLine.BYTE_ORDER_MARK + files.export(sheet)).getBytes(StandardCharsets.UTF_8));
    }
}
