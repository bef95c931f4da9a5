package de.komcert.app.constituency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Who is called what: finds Einrichtungen by short name, whatever its case. */
final class Names {

    private final Map<String, Name> byFolded = new HashMap<>();
    private final Map<EinrichtungId, Name> byId = new HashMap<>();

    /** An Einrichtung and its short name as written. */
    record Name(EinrichtungId id, String shortName) {}

    void add(EinrichtungId id, String shortName) {
        var name = new Name(id, shortName);
        byFolded.put(Field.folded(shortName), name);
        byId.put(id, name);
    }

    Optional<Name> find(String shortName) {
        return Optional.ofNullable(byFolded.get(Field.folded(shortName)));
    }

    Name of(EinrichtungId id) {
        return Optional.ofNullable(byId.get(id)).orElseThrow();
    }

    /** Whether another Einrichtung has this short name. */
    boolean takenByOther(EinrichtungId id, String shortName) {
        return find(shortName).filter(name -> !name.id().equals(id)).isPresent();
    }

    /** Gives every reference the one spelling of its name, and says which of them lead nowhere. */
    Judged resolve(EinrichtungId self, Judged judged) {
        var texts = new LinkedHashMap<>(judged.entry().texts());
        var problems = new ArrayList<>(judged.problems());
        for (var field : Sheet.EINRICHTUNGEN.fields()) {
            if (!field.isColumn()) {
                texts.put(field.name(), resolved(field, self, judged.entry().names(field.name()), problems));
            }
        }
        return new Judged(new Entry(texts), problems);
    }

    private String resolved(Field field, EinrichtungId self, List<String> names, List<Problem> problems) {
        var found = new TreeSet<String>();
        for (var text : names) {
            switch (find(text).orElse(null)) {
                case null -> problems.add(Problem.of(field.name(), "reference", text));
                case Name name when name.id().equals(self) -> problems.add(Problem.of(field.name(), "self"));
                case Name name -> found.add(name.shortName());
            }
        }
        return String.join(", ", found);
    }
}
