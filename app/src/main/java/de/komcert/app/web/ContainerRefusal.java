package de.komcert.app.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What the container says about a request that it refuses before any page sees it, such as an address that cannot be
 * read: one sentence, instead of a page of its own. Public, since the container makes it by its name.
 */
public final class ContainerRefusal extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < HttpServletResponse.SC_BAD_REQUEST || response.getContentWritten() > 0) {
            return;
        }
        var sentence = status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                ? "Diese Anfrage ist nicht lesbar. Bitte prüfen Sie die Adresse.\n"
                : "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.\n";
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(sentence);
                response.finishResponse();
            }
        } catch (IOException gone) {
            container.getLogger().debug("Nobody waited for the refusal", gone);
        }
    }
}
