package de.komcert.sigma;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import de.komcert.sigma.value.Fold;
import de.komcert.sigma.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * Knows which log source an event belongs to and how its fields are called in rules, as data.
 *
 * <p>The data has three parts. {@code channels} says which product and service a Windows channel is. {@code services}
 * says which services a service belongs to as well. {@code views} says that events of a service with certain values
 * are a category too, and which fields of the event hold the fields of a rule.
 */
public final class Pipeline {

    private record Channel(String name, String product, String service) {}

    private record Derived(
            @Nullable String product,
            @Nullable String category,
            Set<String> services,
            Map<String, List<String>> fields,
            Map<String, List<String>> conditions) {}

    private final Map<String, Channel> channels = new HashMap<>();
    private final Map<String, Set<String>> also = new HashMap<>();
    private final List<Derived> views = new ArrayList<>();
    private final List<Problem> problems;

    private Pipeline(List<Source> sources) {
        var found = new ArrayList<Problem>();
        for (var source : sources) {
            var problems = new Problems(source.name());
            Yaml.read(source.name(), source.text(), problems::refuse).forEach(node -> read(node, problems));
            found.addAll(problems.all());
        }
        problems = List.copyOf(found);
    }

    /** Windows, Linux, proxies, web servers, firewalls and Microsoft's cloud, as they come out of the box. */
    public static Pipeline standard() {
        var sources = new ArrayList<Source>();
        for (var name : List.of("windows.yml", "linux.yml", "network.yml", "cloud.yml")) {
            try (InputStream in = Pipeline.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("The pipeline " + name + " is missing from the library.");
                }
                sources.add(new Source(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return of(sources);
    }

    /** The pipelines in {@code sources}, each adding to those before it. */
    public static Pipeline of(List<Source> sources) {
        return new Pipeline(sources);
    }

    /** What could not be understood and is left out. */
    public List<Problem> problems() {
        return problems;
    }

    // ---- reading ----

    private void read(Yaml.Node node, Problems problems) {
        if (!(node instanceof Yaml.Mapping document)) {
            problems.refuse(node.line(), "A pipeline is a map of channels, services and views.");
            return;
        }
        for (var entry : document.entries()) {
            switch (entry.key()) {
                case "title" -> {}
                case "channels" ->
                    eachMap(entry.value(), problems)
                            .forEach((product, services) -> eachList(services, problems)
                                    .forEach((service, names) -> names.forEach(name ->
                                            channels.put(Fold.fold(name), new Channel(name, product, service)))));
                case "services" ->
                    eachList(entry.value(), problems)
                            .forEach((service, others) -> also.computeIfAbsent(service, s -> new HashSet<>())
                                    .addAll(others));
                case "views" -> readViews(entry.value(), problems);
                default -> problems.refuse(entry.line(), "A pipeline knows no »" + entry.key() + "«.");
            }
        }
    }

    private void readViews(Yaml.Node node, Problems problems) {
        var items = node instanceof Yaml.Sequence list ? list.items() : List.of(node);
        for (var item : items) {
            if (!(item instanceof Yaml.Mapping view)) {
                problems.refuse(item.line(), "A view is a map of is, in, where and fields.");
                continue;
            }
            var is = eachList(view.get("is"), problems);
            var in = eachList(view.get("in"), problems);
            if (is.isEmpty() || in.isEmpty()) {
                problems.refuse(view.line(), "A view says what its events are (is) and where they stand (in).");
                continue;
            }
            views.add(new Derived(
                    first(in.get("product")),
                    first(is.get("category")),
                    Set.copyOf(in.getOrDefault("service", List.of())),
                    eachList(view.get("fields"), problems),
                    folded(eachList(view.get("where"), problems))));
        }
    }

    private static @Nullable String first(@Nullable List<String> list) {
        return list == null || list.isEmpty() ? null : list.getFirst();
    }

    private static Map<String, List<String>> folded(Map<String, List<String>> conditions) {
        var folded = new HashMap<String, List<String>>();
        conditions.forEach((field, values) ->
                folded.put(field, values.stream().map(Fold::fold).toList()));
        return folded;
    }

    private static Map<String, Yaml.Node> eachMap(Yaml.@Nullable Node node, Problems problems) {
        var map = new HashMap<String, Yaml.Node>();
        if (node instanceof Yaml.Mapping mapping) {
            mapping.entries().forEach(entry -> map.put(entry.key(), entry.value()));
        } else if (node != null) {
            problems.refuse(node.line(), "A map should stand here.");
        }
        return map;
    }

    private static Map<String, List<String>> eachList(Yaml.@Nullable Node node, Problems problems) {
        var map = new HashMap<String, List<String>>();
        eachMap(node, problems).forEach((key, value) -> {
            var items = value instanceof Yaml.Sequence list ? list.items() : List.of(value);
            var texts = new ArrayList<String>();
            for (var item : items) {
                if (item instanceof Yaml.Scalar scalar) {
                    texts.add(scalar.text());
                } else {
                    problems.refuse(item.line(), "A text should stand here.");
                }
            }
            map.put(key, List.copyOf(texts));
        });
        return map;
    }

    // ---- use ----

    /** The product and service whose events a channel holds; nothing where no pipeline names it. */
    public LogSource ofChannel(String channel) {
        var known = channels.get(Fold.fold(channel));
        return known == null ? LogSource.UNKNOWN : LogSource.of(known.product(), null, known.service());
    }

    /** Whether a channel, folded, is one of those this pipeline names. */
    boolean knowsChannel(String channel) {
        return channels.containsKey(channel);
    }

    /** Every event id the views speak of, folded. */
    Set<String> eventIds() {
        var ids = new HashSet<String>();
        views.forEach(view -> ids.addAll(view.conditions().getOrDefault("EventID", List.of())));
        return ids;
    }

    /** Every log source that this pipeline tells from others by a product, a category or a service. */
    List<LogSource> sources() {
        var sources = new ArrayList<LogSource>();
        for (var view : views) {
            sources.add(LogSource.of(view.product(), view.category(), null));
            view.services().forEach(service -> sources.add(LogSource.of(null, null, service)));
        }
        also.keySet().forEach(service -> sources.add(LogSource.of(null, null, service)));
        return sources;
    }

    /** Every way to see an event that came this way. */
    List<View> views(Route route) {
        var source = route.source();
        var channel = route.channel() == null ? null : channels.get(route.channel());
        var product = source.product() != null ? source.product() : channel != null ? channel.product() : null;
        var services = services(route, channel);
        var seen = new ArrayList<View>();
        var derivedCategories = new ArrayList<View>();
        for (var view : views) {
            if (source.category() != null && !source.category().equals(view.category())
                    || view.product() != null
                            && product != null
                            && !view.product().equals(product)
                    || services != null && view.services().stream().noneMatch(services::contains)
                    || services == null && (product == null || route.eventId() == null)
                    || !mayHold(view.conditions(), route)) {
                continue;
            }
            var category = view.category() == null ? Set.<String>of() : Set.of(view.category());
            derivedCategories.add(new View(
                    view.product() == null ? setOf(product) : Set.of(view.product()),
                    category,
                    services,
                    true,
                    view.fields(),
                    view.conditions()));
        }
        // A stated category holds for the fields as they are, unless a view is certain to rename them.
        boolean renamed = derivedCategories.stream().anyMatch(view -> isSettled(view.conditions(), route));
        @Nullable
        Set<String> categories = source.category() != null && !(services != null && renamed)
                ? Set.of(source.category())
                : services == null && source.category() == null ? null : Set.of();
        seen.add(new View(setOf(product), categories, services, false, Map.of(), Map.of()));
        seen.addAll(derivedCategories);
        return List.copyOf(seen);
    }

    private @Nullable Set<String> services(Route route, @Nullable Channel channel) {
        var services = new HashSet<String>();
        var stated = route.source().service();
        if (stated != null) {
            services.add(stated);
        }
        if (channel != null) {
            services.add(channel.service());
        }
        if (services.isEmpty() && route.channel() == null) {
            return homes(route.source());
        }
        for (var service : List.copyOf(services)) {
            services.addAll(also.getOrDefault(service, Set.of()));
        }
        return Set.copyOf(services);
    }

    /** The services that events of a stated category come from, null if that is not known. */
    private @Nullable Set<String> homes(LogSource source) {
        var homes = new HashSet<String>();
        for (var view : views) {
            if (source.category() != null
                    && source.category().equals(view.category())
                    && source.product() != null
                    && source.product().equals(view.product())) {
                homes.addAll(view.services());
            }
        }
        return homes.isEmpty() ? null : Set.copyOf(homes);
    }

    private static boolean isSettled(Map<String, List<String>> conditions, Route route) {
        return conditions.keySet().stream().allMatch(field -> route.known(field) != null);
    }

    private static boolean mayHold(Map<String, List<String>> conditions, Route route) {
        for (var condition : conditions.entrySet()) {
            var known = route.known(condition.getKey());
            if (known != null && !condition.getValue().contains(known)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Set<String> setOf(@Nullable String only) {
        return only == null ? null : Set.of(only);
    }

    /** Where events of a log source are written, as far as this pipeline knows. */
    List<Provenance.Home> found(LogSource wanted) {
        var homes = new ArrayList<Provenance.Home>();
        if (wanted.category() == null) {
            channels.values().stream()
                    .filter(channel -> isIn(channel, wanted))
                    .sorted(Comparator.comparing(Channel::name))
                    .forEach(channel -> homes.add(
                            new Provenance.Home(Set.of(channel.service()), List.of(channel.name()), Map.of())));
            return homes;
        }
        for (var view : views) {
            if (isIn(view, wanted)) {
                var product = view.product() == null ? wanted.product() : view.product();
                homes.add(new Provenance.Home(view.services(), channels(product, view.services()), view.conditions()));
            }
        }
        return homes;
    }

    private List<String> channels(@Nullable String product, Set<String> services) {
        return channels.values().stream()
                .filter(channel -> product == null || product.equals(channel.product()))
                .filter(channel -> services.contains(channel.service()))
                .map(Channel::name)
                .sorted()
                .toList();
    }

    /** Whether any event can reach a rule for {@code wanted} without stating its log source itself. */
    boolean reaches(LogSource wanted) {
        return wanted.category() != null
                ? views.stream().anyMatch(view -> isIn(view, wanted))
                : channels.values().stream().anyMatch(channel -> isIn(channel, wanted));
    }

    private static boolean isIn(Derived view, LogSource wanted) {
        return Objects.equals(view.category(), wanted.category())
                && (wanted.product() == null
                        || view.product() == null
                        || wanted.product().equals(view.product()))
                && (wanted.service() == null || view.services().contains(wanted.service()));
    }

    private boolean isIn(Channel channel, LogSource wanted) {
        return (wanted.product() == null || wanted.product().equals(channel.product()))
                && (wanted.service() == null
                        || wanted.service().equals(channel.service())
                        || also.getOrDefault(channel.service(), Set.of()).contains(wanted.service()));
    }
}
