package de.komcert.app.incident.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The plan as a picture: phases are columns, tasks are cards, gates are diamonds on the task they belong to, and a line
 * leads from each task to those that wait for it. Own tasks belong to no phase and stand in the last column.
 *
 * <p>Places only, in pixels; how it looks is said by whoever draws it. A line that longer ways already show is left out.
 */
public record PlanPicture(int width, int height, List<Column> columns, List<Card> cards, List<Line> lines) {

    public static final int CARD_WIDTH = 216;

    private static final int COLUMN = CARD_WIDTH + 56;
    private static final int HEAD = 40;
    private static final int MARGIN = 16;
    private static final int GAP = 18;
    private static final int TEXT_LINE = 18;
    private static final int CARD_FRAME = 38;
    private static final int LETTERS = 27;
    private static final int MOST_LINES = 3;
    /** A word, or a piece of one that no line would hold. */
    private static final Pattern WORD = Pattern.compile("[^ ]{1," + LETTERS + "}");

    public PlanPicture {
        columns = List.copyOf(columns);
        cards = List.copyOf(cards);
        lines = List.copyOf(lines);
    }

    /** A phase, or {@link Step#NO_PHASE} for own tasks. */
    public record Column(int phase, int x) {}

    /** A task at its place, its title broken into lines. */
    public record Card(Step step, Status status, int x, int y, int height, List<String> title) {

        public Card {
            title = List.copyOf(title);
        }
    }

    /** A line from a task to one that waits for it, as an SVG path. */
    public record Line(String from, String to, String path) {}

    public static PlanPicture of(Plan plan) {
        var playbook = plan.playbook();
        var depths = depths(playbook);
        var cards = new ArrayList<Card>();
        var columns = new ArrayList<Column>();
        int tallest = 0;
        for (int phase : phases(plan)) {
            int x = MARGIN + columns.size() * COLUMN;
            int y = HEAD;
            columns.add(new Column(phase, x));
            for (var step : inColumn(plan, phase, depths)) {
                var title = wrap(step.title());
                int height = CARD_FRAME + title.size() * TEXT_LINE;
                cards.add(new Card(step, plan.status(step), x, y, height, title));
                y += height + GAP;
            }
            tallest = Math.max(tallest, y);
        }
        return new PlanPicture(
                MARGIN + columns.size() * COLUMN, tallest + MARGIN, columns, cards, lines(playbook, cards));
    }

    private static List<Integer> phases(Plan plan) {
        return plan.steps().stream()
                .map(Step::phase)
                .distinct()
                .sorted(Comparator.comparing((Integer phase) -> phase == Step.NO_PHASE)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static List<Step> inColumn(Plan plan, int phase, Map<String, Integer> depths) {
        var steps = plan.steps().stream().filter(step -> step.phase() == phase);
        if (phase == Step.NO_PHASE) {
            return steps.toList();
        }
        return steps.sorted(Comparator.comparing((Step step) -> depths.getOrDefault(step.id(), 0))
                        .thenComparing(Step::id))
                .toList();
    }

    /** How many tasks lie before each one on the longest way. */
    private static Map<String, Integer> depths(Playbook playbook) {
        var depths = new HashMap<String, Integer>();
        playbook.steps().forEach(step -> depth(step, playbook, depths));
        return depths;
    }

    private static int depth(Step step, Playbook playbook, Map<String, Integer> depths) {
        var known = depths.get(step.id());
        if (known != null) {
            return known;
        }
        int depth = playbook.predecessors(step)
                .mapToInt(id -> 1 + depth(playbook.step(id).orElseThrow(), playbook, depths))
                .max()
                .orElse(0);
        depths.put(step.id(), depth);
        return depth;
    }

    private static List<Line> lines(Playbook playbook, List<Card> cards) {
        var places = new HashMap<String, Card>();
        cards.forEach(card -> places.put(card.step().id(), card));
        var lines = new ArrayList<Line>();
        for (var to : cards) {
            var direct = new HashSet<>(playbook.predecessors(to.step()).toList());
            for (var id : direct.stream().sorted().toList()) {
                if (direct.stream()
                        .noneMatch(other ->
                                !other.equals(id) && ancestors(other, playbook).contains(id))) {
                    var from = places.get(id);
                    if (from != null) {
                        lines.add(new Line(id, to.step().id(), path(from, to)));
                    }
                }
            }
        }
        return lines;
    }

    private static Set<String> ancestors(String id, Playbook playbook) {
        var seen = new HashSet<String>();
        var queue = new ArrayList<>(List.of(id));
        while (!queue.isEmpty()) {
            playbook.predecessors(playbook.step(queue.removeLast()).orElseThrow())
                    .filter(seen::add)
                    .forEach(queue::add);
        }
        return seen;
    }

    private static String path(Card from, Card to) {
        int fromY = from.y() + from.height() / 2;
        int toY = to.y() + to.height() / 2;
        if (from.x() == to.x()) {
            // Within a column the line swings out to the left, so that it crosses no card.
            int x = from.x();
            int swing = x - 14;
            return curve(x, fromY, swing, fromY, swing, toY, x, toY);
        }
        boolean forward = from.x() < to.x();
        int startX = forward ? from.x() + CARD_WIDTH : from.x();
        int endX = forward ? to.x() : to.x() + CARD_WIDTH;
        int bend = forward ? 40 : -40;
        return curve(startX, fromY, startX + bend, fromY, endX - bend, toY, endX, toY);
    }

    private static String curve(Object... numbers) {
        return String.format(Locale.ROOT, "M%d %d C%d %d %d %d %d %d", numbers);
    }

    private static List<String> wrap(String title) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : WORD.matcher(title).results().map(MatchResult::group).toList()) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        if (lines.size() > MOST_LINES) {
            var shortened = new ArrayList<>(lines.subList(0, MOST_LINES));
            shortened.set(MOST_LINES - 1, shortened.getLast() + " …");
            return shortened;
        }
        return lines;
    }
}
