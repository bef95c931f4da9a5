package de.komcert.app.identity.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.view.RedirectView;

/** The answer to a form that was accepted: look there (303). */
final class SeeOther {

    private SeeOther() {}

    static RedirectView to(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        view.setExpandUriTemplateVariables(false);
        return view;
    }

    static RedirectView to(LocalPath path) {
        return to(path.value());
    }
}
