package de.komcert.app.incident.print;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import de.komcert.app.incident.IncidentReport;
import de.komcert.app.web.Shell;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import org.springframework.stereotype.Component;

/** Draws the report as an accessible PDF: tagged, with bookmarks and embedded fonts (PDF/UA and PDF/A-2a). */
@Component
public class ReportPdf {

    private static final int REGULAR = 400;
    private static final int SEMI_BOLD = 600;

    private final TemplateEngine templates;

    ReportPdf(TemplateEngine templates) {
        this.templates = templates;
        XRLog.setLoggingEnabled(false);
    }

    public byte[] draw(IncidentReport report, Shell shell) {
        var html = new StringOutput();
        templates.render("incident/web/pdf.jte", Map.of("shell", shell, "report", report), html);
        var pdf = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder();
            builder.useFont(
                    () -> font("400Regular/FiraSans_400Regular.ttf"), "Fira Sans", REGULAR, FontStyle.NORMAL, true);
            builder.useFont(
                    () -> font("600SemiBold/FiraSans_600SemiBold.ttf"), "Fira Sans", SEMI_BOLD, FontStyle.NORMAL, true);
            builder.usePdfUaAccessibility(true);
            builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_A);
            builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
            builder.withProducer("KomCERT");
            builder.withHtmlContent(html.toString(), null);
            builder.toStream(pdf);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static InputStream font(String file) {
        return Objects.requireNonNull(ReportPdf.class.getResourceAsStream("/fonts/" + file), file);
    }
}
