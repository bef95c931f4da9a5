package de.komcert.app.forensics.web;

import org.springframework.ui.Model;

/** The page that stands in for results until the first analysis is done. */
final class NothingYet {

    private NothingYet() {}

    /** What would stand there, and why it does not yet; the names of texts. */
    static String page(String title, String why, Model model) {
        model.addAttribute("title", title);
        model.addAttribute("why", why);
        return "forensics/web/none";
    }
}
