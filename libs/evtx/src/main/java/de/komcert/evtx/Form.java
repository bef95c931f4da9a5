package de.komcert.evtx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all records made of the same templates have in common: the names of their fields in the order in which they
 * stand. A reader gives equal records the same form, so that whoever looks names up needs to do so once for each form
 * and not for each record. A record may lack a field of its form.
 */
public final class Form {

    private final List<String> names;
    private final Template[] templates;
    private final int[] instances;
    private final Template.Field[] fields;

    private Form(Template[] templates) {
        this.templates = templates;
        var all = new ArrayList<Template.Field>();
        var places = new ArrayList<Integer>();
        for (int instance = 0; instance < templates.length; instance++) {
            for (var field : templates[instance].fields()) {
                all.add(field);
                places.add(instance);
            }
        }
        fields = all.toArray(Template.Field[]::new);
        instances = places.stream().mapToInt(Integer::intValue).toArray();
        names = all.stream().map(Template.Field::name).toList();
    }

    /** The names by place; the same name may stand at several. */
    public List<String> names() {
        return names;
    }

    /**
     * The part of the event in which the field at that place stands: {@code System}, {@code EventData},
     * {@code RenderingInfo} and so on, or what stands in {@code UserData}.
     */
    public String section(int place) {
        return fields[place].section();
    }

    int instance(int place) {
        return instances[place];
    }

    Template.Field field(int place) {
        return fields[place];
    }

    /** The forms met so far. Bounded, like everything that a log can invent. */
    static final class Known {

        private static final int MAX_FIELDS = 256 * 1024;

        private final Map<Integer, Form> forms = new HashMap<>();
        private int kept;

        Form of(Template[] templates, int count) {
            int hash = count;
            for (int i = 0; i < count; i++) {
                hash = hash * 31 + System.identityHashCode(templates[i]);
            }
            var known = forms.get(hash);
            if (known != null && known.isOf(templates, count)) {
                return known;
            }
            var form = new Form(Arrays.copyOf(templates, count));
            kept += form.fields.length + 8;
            if (kept > MAX_FIELDS) {
                forms.clear();
                kept = form.fields.length;
            }
            forms.put(hash, form);
            return form;
        }
    }

    private boolean isOf(Template[] others, int count) {
        if (count != templates.length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (templates[i] != others[i]) {
                return false;
            }
        }
        return true;
    }
}
