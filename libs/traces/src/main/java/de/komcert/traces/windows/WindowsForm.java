package de.komcert.traces.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

import de.komcert.evtx.Form;
import de.komcert.evtx.JsonLine;
import de.komcert.sigma.Layout;
import de.komcert.traces.Origin;

/**
 * What is worked out once for all records of a form: which place of the record a slot of the event is, where its origin
 * stands, and what its data are.
 */
final class WindowsForm {

    private static final String SYSTEM = "System";
    private static final String RENDERED = "RenderingInfo";
    private static final String TIME = "TimeCreated_SystemTime";
    private static final String NUMBER = "EventRecordID";

    /** Fields of the same name. */
    record Data(String name, byte[] key, int[] places) {}

    final Form form;
    final Layout layout;
    /** By slot of the layout. */
    final int[] places;
    /** By {@link Origin}; -1 where the form lacks it. */
    final int[] origins = new int[Origin.values().length];

    final int time;
    final int number;
    /** Whether a field outside the head is called like the channel, which then does not tell where to look. */
    final boolean channelIsAmbiguous;

    final Data[] data;

    WindowsForm(Form form) {
        this.form = form;
        var names = form.names();
        var kept = new ArrayList<Integer>();
        var keptNames = new ArrayList<String>();
        for (int place = 0; place < names.size(); place++) {
            var name = names.get(place).replace(" ", "");
            if (!form.section(place).equals(RENDERED) || !keptNames.contains(name)) {
                kept.add(place);
                keptNames.add(name);
            }
        }
        places = kept.stream().mapToInt(Integer::intValue).toArray();
        layout = Layout.of(keptNames);
        Arrays.fill(origins, -1);
        for (var origin : Origin.values()) {
            origins[origin.ordinal()] = inSystem(nameOf(origin));
        }
        time = inSystem(TIME);
        number = inSystem(NUMBER);
        channelIsAmbiguous = keptNames.indexOf("Channel") != keptNames.lastIndexOf("Channel");
        data = data(kept);
    }

    private static String nameOf(Origin origin) {
        return switch (origin) {
            case CHANNEL -> "Channel";
            case PROVIDER -> "Provider_Name";
            case EVENT_ID -> "EventID";
            case HOST -> "Computer";
        };
    }

    private int inSystem(String name) {
        for (int place = 0; place < form.names().size(); place++) {
            if (form.names().get(place).equals(name) && form.section(place).equals(SYSTEM)) {
                return place;
            }
        }
        return -1;
    }

    private Data[] data(List<Integer> kept) {
        var byName = new LinkedHashMap<String, List<Integer>>();
        for (int place : kept) {
            if (!form.section(place).equals(SYSTEM)) {
                byName.computeIfAbsent(form.names().get(place), name -> new ArrayList<>())
                        .add(place);
            }
        }
        return byName.entrySet().stream()
                .map(entry -> new Data(
                        entry.getKey(),
                        JsonLine.key(entry.getKey()),
                        entry.getValue().stream().mapToInt(Integer::intValue).toArray()))
                .toArray(Data[]::new);
    }
}
