package de.komcert.app.identity.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * A form that came when nobody was signed in any more, or from a page that was too old. It changes nothing and goes back
 * to the browser it came from, as a page from which it can be sent once more.
 *
 * @param action where it was sent
 * @param fields in the order of the form
 */
record UnsentForm(String action, List<Field> fields) {

    record Field(String name, String value) {}

    private static final String ATTRIBUTE = UnsentForm.class.getName();

    /** Here people type what opens their accounts; none of that is ever shown again. */
    private static final List<String> WITH_SECRETS = List.of("/konto", "/konten", SetUpPage.PATH);

    private static final int MOST_CHARACTERS = 1 << 20;

    UnsentForm {
        fields = List.copyOf(fields);
    }

    /** Keeps it for the page that answers; what is no form of a page is passed over. */
    static void keep(HttpServletRequest request) {
        of(request).ifPresent(form -> request.setAttribute(ATTRIBUTE, form));
    }

    static @Nullable UnsentForm kept(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof UnsentForm form ? form : null;
    }

    /** What somebody wrote, as the page shows it; single words are the values of choices more often than of fields. */
    List<String> texts() {
        return fields.stream()
                .map(Field::value)
                .filter(text -> text.contains(" "))
                .toList();
    }

    private static Optional<UnsentForm> of(HttpServletRequest request) {
        var action = LocalPath.of(request.getRequestURI());
        if (action.isStart() || WITH_SECRETS.stream().anyMatch(action.value()::startsWith) || !isForm(request)) {
            return Optional.empty();
        }
        var fields = request.getParameterMap().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("_csrf"))
                .flatMap(
                        parameter -> Stream.of(parameter.getValue()).map(value -> new Field(parameter.getKey(), value)))
                .toList();
        int characters =
                fields.stream().mapToInt(field -> field.value().length()).sum();
        return characters > MOST_CHARACTERS ? Optional.empty() : Optional.of(new UnsentForm(action.value(), fields));
    }

    /** Sent by a person who looks at a page, and not by a script that saves what is typed. */
    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        var accepted = request.getHeader("Accept");
        return HttpMethod.POST.matches(request.getMethod())
                && type != null
                && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
