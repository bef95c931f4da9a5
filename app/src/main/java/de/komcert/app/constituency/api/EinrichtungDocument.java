package de.komcert.app.constituency.api;

import java.util.List;
import java.util.UUID;

import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.PhoneNumber;
import de.komcert.app.constituency.Profile;
import de.komcert.app.constituency.RelationKind;
import org.jspecify.annotations.Nullable;

/**
 * All that programs may see and set of an Einrichtung.
 *
 * <p>Sent back, a missing simple field is cleared, and a missing list, insurer or classification stays as it is.
 *
 * @param id given by the Lagezentrum; what is sent here is ignored
 * @param schoolAuthority short names, as in the three other relations
 */
record EinrichtungDocument(
        @Nullable UUID id,
        @Nullable String shortName,
        @Nullable String name,
        @Nullable String type,
        @Nullable String ags,
        @Nullable String phone,
        @Nullable Integer inhabitants,
        @Nullable Integer pupils,
        @Nullable Integer staff,
        @Nullable Integer workplaces,
        @Nullable Integer servers,
        @Nullable Integer procedures,
        @Nullable String note,
        @Nullable List<String> schoolAuthority,
        @Nullable List<String> provider,
        @Nullable List<String> supervisor,
        @Nullable List<String> owner,
        @Nullable List<Contact> contacts,
        @Nullable List<Domain> domains,
        @Nullable List<Network> networks,
        @Nullable List<Trunk> trunks,
        @Nullable List<Site> sites,
        @Nullable List<Product> products,
        @Nullable List<ValueList> lists,
        @Nullable Insurer insurer,
        @Nullable Nis2 nis2) {

    record Contact(
            @Nullable String role,
            @Nullable String name,
            @Nullable String title,
            @Nullable Boolean deputy,
            @Nullable String phone,
            @Nullable String mobile,
            @Nullable String mail,
            @Nullable String reachability) {}

    record Domain(@Nullable String name, @Nullable String note) {}

    record Network(@Nullable String block, @Nullable String note) {}

    record Trunk(
            @Nullable String firstNumber,
            @Nullable String lastNumber,
            @Nullable String carrier,
            @Nullable String product,
            @Nullable String customerNumber) {}

    record Site(@Nullable String name, @Nullable String address) {}

    record Product(
            @Nullable String vendor,
            @Nullable String name,
            @Nullable String version,
            @Nullable Boolean exposed) {}

    /**
     * Values that rules for logs refer to by a name, such as DomainControllers.
     *
     * @param entries one in each line; * and ? in them are wildcards
     */
    record ValueList(@Nullable String name, @Nullable String entries) {}

    record Insurer(
            @Nullable String name,
            @Nullable String hotline,
            @Nullable String policyNumber,
            @Nullable Boolean askBeforeForensics,
            @Nullable String conditions) {}

    record Nis2(
            @Nullable String classification,
            @Nullable String decidedBy,
            @Nullable String decidedOn,
            @Nullable String reason) {}

    static EinrichtungDocument of(Profile profile) {
        var one = profile.einrichtung();
        var size = one.size();
        var insurer = profile.insurer();
        return new EinrichtungDocument(
                one.id().value(),
                one.shortName(),
                one.name(),
                one.type().name(),
                one.ags(),
                phone(one.phone()),
                size.inhabitants(),
                size.pupils(),
                size.staff(),
                size.workplaces(),
                size.servers(),
                size.procedures(),
                one.note(),
                carriers(profile, RelationKind.SCHULTRAEGER),
                carriers(profile, RelationKind.DIENSTLEISTER),
                carriers(profile, RelationKind.AUFSICHT),
                carriers(profile, RelationKind.TRAEGER),
                profile.contacts().stream().map(EinrichtungDocument::contact).toList(),
                profile.domains().stream()
                        .map(domain -> new Domain(domain.name().value(), domain.note()))
                        .toList(),
                profile.networks().stream()
                        .map(network -> new Network(network.range().toString(), network.note()))
                        .toList(),
                profile.trunks().stream()
                        .map(trunk -> new Trunk(
                                phone(trunk.first()),
                                phone(trunk.last()),
                                trunk.carrier(),
                                trunk.product(),
                                trunk.customerNumber()))
                        .toList(),
                profile.sites().stream()
                        .map(site -> new Site(site.name(), site.address()))
                        .toList(),
                profile.products().stream()
                        .map(product ->
                                new Product(product.vendor(), product.name(), product.version(), product.exposed()))
                        .toList(),
                profile.lists().stream()
                        .map(list -> new ValueList(list.name(), String.join("\n", list.values())))
                        .toList(),
                insurer == null
                        ? null
                        : new Insurer(
                                insurer.name(),
                                phone(insurer.hotline()),
                                insurer.policyNumber(),
                                insurer.askBeforeForensics(),
                                insurer.conditions()),
                profile.currentNis2()
                        .map(nis2 -> new Nis2(
                                nis2.classification().name(),
                                nis2.decidedBy(),
                                nis2.decidedOn().toString(),
                                nis2.reason()))
                        .orElse(null));
    }

    private static Contact contact(de.komcert.app.constituency.Contact contact) {
        return new Contact(
                contact.role().name(),
                contact.name(),
                contact.title(),
                contact.deputy(),
                phone(contact.phone()),
                phone(contact.mobile()),
                contact.mail(),
                contact.reachability());
    }

    private static String phone(@Nullable PhoneNumber number) {
        return number == null ? "" : number.international();
    }

    private static List<String> carriers(Profile profile, RelationKind kind) {
        return profile.carriedBy(kind).stream().map(Einrichtung::shortName).toList();
    }
}
