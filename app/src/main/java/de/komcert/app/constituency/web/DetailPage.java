package de.komcert.app.constituency.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.constituency.Domain;
import de.komcert.app.constituency.Network;
import de.komcert.app.constituency.Product;
import de.komcert.app.constituency.Profile;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.constituency.Site;
import de.komcert.app.constituency.Trunk;
import de.komcert.app.constituency.ValueList;

/** One Einrichtung: first whom to reach, then where it belongs, then what it runs. */
record DetailPage(Profile profile, boolean editable) {

    private static final int VALUES_SHOWN = 5;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.GERMAN);

    /**
     * One line of a technical list.
     *
     * @param exposed whether it can be reached from the internet
     */
    record Line(UUID id, String main, String detail, boolean exposed) {

        static Line of(Domain domain) {
            return new Line(domain.id(), domain.name().value(), domain.note(), false);
        }

        static Line of(Network network) {
            return new Line(network.id(), network.range().toString(), network.note(), false);
        }

        static Line of(Site site) {
            return new Line(site.id(), site.name(), site.address(), false);
        }

        static Line of(Trunk trunk) {
            return new Line(
                    trunk.id(),
                    trunk.first().national() + " – " + trunk.last().national(),
                    Stream.of(trunk.product(), trunk.carrier(), trunk.customerNumber())
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(" · ")),
                    false);
        }

        static Line of(ValueList list) {
            var values = list.values();
            return new Line(
                    list.id(),
                    list.name(),
                    values.stream().limit(VALUES_SHOWN).collect(Collectors.joining(", "))
                            + (values.size() > VALUES_SHOWN ? ", …" : "")
                            + " (" + values.size() + ")",
                    false);
        }

        static Line of(Product product) {
            return new Line(
                    product.id(),
                    (product.name() + " " + product.version()).strip(),
                    product.vendor(),
                    product.exposed());
        }
    }

    /** A technical list under its sheet. */
    record Part(Sheet sheet, List<Line> lines) {}

    List<Part> parts() {
        return List.of(
                new Part(Sheet.STANDORTE, lines(profile.sites().stream().map(Line::of))),
                new Part(Sheet.DOMAINS, lines(profile.domains().stream().map(Line::of))),
                new Part(Sheet.ADRESSBEREICHE, lines(profile.networks().stream().map(Line::of))),
                new Part(
                        Sheet.TELEFONANSCHLUESSE,
                        lines(profile.trunks().stream().map(Line::of))),
                new Part(Sheet.PRODUKTE, lines(profile.products().stream().map(Line::of))),
                new Part(Sheet.LISTEN, lines(profile.lists().stream().map(Line::of))));
    }

    private static List<Line> lines(Stream<Line> lines) {
        return lines.toList();
    }

    String day(LocalDate day) {
        return DAY.format(day);
    }

    String href(String rest) {
        return "/einrichtungen/" + profile.einrichtung().id() + rest;
    }

    String href(Sheet sheet, UUID record) {
        return href("/" + sheet.path() + "/" + record);
    }
}
