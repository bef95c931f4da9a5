package de.komcert.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import de.komcert.app.constituency.ConstituencyImport;
import de.komcert.app.constituency.Sheet;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The Einrichtungen of the Kreis Vennmark, imported from files as a CERT would import its own. */
@Component
@ConditionalOnBooleanProperty("komcert.demo")
class DemoDistrict {

    private final ConstituencyImport files;

    DemoDistrict(ConstituencyImport files) {
        this.files = files;
    }

    void fill() {
        for (var sheet : Sheet.values()) {
            var file = new ClassPathResource("demo/" + sheet.name().toLowerCase(Locale.ROOT) + ".csv");
            if (file.exists()) {
                var plan = files.apply(sheet, content(file));
                if (!plan.right()) {
                    throw new IllegalStateException(file.getFilename() + " has problems: " + plan.findings());
                }
            }
        }
    }

    private static String content(ClassPathResource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
