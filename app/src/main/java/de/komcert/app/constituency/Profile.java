package de.komcert.app.constituency;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Everything known about one Einrichtung.
 *
 * @param contacts by role, each person before their deputies
 * @param relations both those it carries and those it is carried by
 * @param nis2 all classifications, the current one first
 */
public record Profile(
        Einrichtung einrichtung,
        List<Contact> contacts,
        List<Relation> relations,
        @Nullable Insurer insurer,
        List<Nis2> nis2,
        List<Domain> domains,
        List<Network> networks,
        List<Trunk> trunks,
        List<Site> sites,
        List<Product> products,
        List<ValueList> lists) {

    public Optional<Nis2> currentNis2() {
        return nis2.stream().findFirst();
    }

    /** Those who are this to the one shown, such as its Schulträger. */
    public List<Einrichtung> carriedBy(RelationKind kind) {
        return relations.stream()
                .filter(relation ->
                        relation.kind() == kind && relation.to().id().equals(einrichtung.id()))
                .map(Relation::from)
                .toList();
    }

    /** Those to whom the one shown is this, such as its schools. */
    public List<Einrichtung> carries(RelationKind kind) {
        return relations.stream()
                .filter(relation ->
                        relation.kind() == kind && relation.from().id().equals(einrichtung.id()))
                .map(Relation::to)
                .toList();
    }
}
