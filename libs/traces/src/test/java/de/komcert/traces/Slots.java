package de.komcert.traces;

import java.util.ArrayList;
import java.util.List;

import de.komcert.sigma.Text;

/** What rules see of an entry: all its fields with their values, those that are not written too. */
public final class Slots {

    private Slots() {}

    public static List<String> of(Entry entry) {
        var all = new ArrayList<String>();
        for (int slot = 0; slot < entry.layout().size(); slot++) {
            for (int i = 0; i < entry.count(slot); i++) {
                var value = new Text();
                entry.text(slot, i, value);
                all.add(entry.layout().names().get(slot) + "=" + value);
            }
        }
        return all;
    }
}
