/**
 * Detects what Sigma rules describe in logged events: the specification 2.1 with rules, filters and correlations.
 *
 * <p>{@link de.komcert.sigma.RuleSet} reads rules and says everything that is wrong with them.
 * {@link de.komcert.sigma.Detector} compiles them, {@link de.komcert.sigma.Scan} holds events against them, one scan for
 * each thread, and a {@link de.komcert.sigma.correlation.Correlator} follows matches through time. An
 * {@link de.komcert.sigma.Event} is whatever has named fields; a {@link de.komcert.sigma.Pipeline} knows to which log source
 * it belongs and how its fields are called in rules.
 *
 * <h2>Where what lies</h2>
 *
 * <p>What can be understood without rules and events lies in packages of its own, which are not exported: how
 * {@linkplain de.komcert.sigma.value one value is compared}, how {@linkplain de.komcert.sigma.search many texts are sought at
 * once}, {@linkplain de.komcert.sigma.regex regular expressions} and {@linkplain de.komcert.sigma.yaml YAML}. What
 * {@linkplain de.komcert.sigma.correlation follows matches through time} and the
 * {@linkplain de.komcert.sigma.settings settings} use of this package what anybody may use. Here lies the rest:
 *
 * <ul>
 *   <li><b>Rules</b> and how they are read, from the {@link de.komcert.sigma.DocumentReader document} down to the
 *       {@link de.komcert.sigma.ItemReader item}: {@link de.komcert.sigma.Expression} is the logic of a rule and
 *       {@link de.komcert.sigma.Matcher} what it asks of a field.
 *   <li><b>Events</b> and where they come from: a {@link de.komcert.sigma.Route} decides which rules an event meets, and a
 *       {@link de.komcert.sigma.View} how its fields are called there.
 *   <li><b>Deciding</b>: {@link de.komcert.sigma.Naive} is the plain evaluator. The fast one compiles rules into
 *       {@link de.komcert.sigma.Group groups} and holds events against them in a {@link de.komcert.sigma.PartScan}.
 *   <li><b>Explaining</b>, by {@link de.komcert.sigma.Asking asking} an event what the rule asks.
 *   <li><b>Foreseeing</b> what rules can see: {@link de.komcert.sigma.Possible} and {@link de.komcert.sigma.WhyNot}.
 * </ul>
 *
 * <h2>How it is fast</h2>
 *
 * An event's channel and id select a group of rules, compiled when the first such event comes. In a group all texts that
 * are sought in one field are sought together: by a few rare letters, which one pass over a value looks for, or from the
 * end that they are tied to. What is found makes <em>predicates</em> true; each rule has a <em>witness</em>, a set of
 * predicates of which one must be true for the rule to match, and only rules whose witness was found are evaluated.
 * Regular expressions, networks and comparisons are asked last, behind texts that they need. What was found in a value is
 * remembered. The plain evaluator stays in the code, and tests compare both.
 *
 * <h2>Why a rule matches or not</h2>
 *
 * {@link de.komcert.sigma.Detector#explain} gives an {@link de.komcert.sigma.Explanation}: whether the event comes from where
 * the rule looks ({@link de.komcert.sigma.Provenance}), and the rule's parts as a tree, each with its answer, down to single
 * {@link de.komcert.sigma.Question questions} with what the event says. A correlation has none, since it asks several events;
 * {@link de.komcert.sigma.Evidence#grouping} tells by what it would count one.
 *
 * <h2>What rules can see</h2>
 *
 * {@link de.komcert.sigma.Visibility} tells of each rule whether it can fire in logs that hold certain
 * {@link de.komcert.sigma.EventKind kinds of events}, and if not, why not: a {@link de.komcert.sigma.Sight} for each rule. It
 * errs on one side only. That a rule cannot fire is certain: no event of these kinds makes it match. That it can means that
 * its events and fields are there, not that one event has all of them or that a value is the one it seeks. Where a rule
 * names no events, or events do not say where they come from, it says that nobody knows.
 *
 * <p>{@link de.komcert.sigma.settings.Settings} propose what to switch on or bring along. What a setting brings is again
 * kinds of events, so that its benefit is worked out in the same way. A setting of which any event is there is on: that the
 * others are missing then means that they did not happen. Proposals stand in the order of what each adds to those before
 * it.
 *
 * <h2>Where the specification leaves a choice</h2>
 *
 * <ul>
 *   <li><b>Case.</b> Unicode simple case folding: {@code ü} is {@code Ü}, {@code ß} is {@code ẞ} and not {@code ss}. The
 *       Turkish dotted and dotless i stay themselves.
 *   <li><b>Types.</b> Every value is a text; {@code EventID: 1} finds "1". Numbers are compared as decimal numbers by
 *       {@code lt}, {@code lte}, {@code gt}, {@code gte} and the date parts only.
 *   <li><b>null</b> holds where the field is absent or all its values are null; an empty text is not null. {@code exists}
 *       asks for the field, whatever it holds. {@code *} finds any value, also an empty one. {@code null} in a list of
 *       values is noted and used.
 *   <li><b>Lists in events.</b> A check holds if it holds for one of the values.
 *   <li><b>neq</b> means none of the values, and holds where the field is absent, like {@code not}.
 *   <li><b>all</b> before a single value is noted and has no effect; the specification forbids it.
 *   <li><b>Keywords</b> are sought in each value of the event by itself, not in a line put together from them.
 *   <li><b>windash.</b> The five dashes count as one another at every place, which are all permutations.
 *   <li><b>Base64.</b> Encoded values keep upper and lower case, since there they are different letters. An encoding
 *       stands before {@code contains} and takes no wildcards.
 *   <li><b>re</b> searches in the value, with the syntax of RE2; look-around and back references are refused, since they
 *       cannot be searched in linear time.
 *   <li><b>Time parts</b> read an ISO date as it stands there, and may be followed by {@code lt} and so on.
 *   <li><b>Patterns</b> such as {@code 1 of sel*} leave out identifiers that begin with an underscore, as {@code them}
 *       does, unless the pattern begins with one.
 *   <li><b>Filters</b> take away what they describe: the rule and not the filter's condition. A filter that cannot be
 *       applied is noted with the reason.
 *   <li><b>Placeholders</b> without a value make the rule wait; {@link de.komcert.sigma.Detector#waiting} lists it.
 *   <li><b>Conditions of correlations</b> may have several criteria, all of which must hold. The seven types of the body
 *       exist, not only the four of the list of allowed values.
 *   <li><b>group-by</b> may be left out. A match without a value to group by does not count, and is counted as such.
 *       Groups ignore case.
 *   <li><b>Aliases.</b> Where an alias says nothing of a rule, it is the name of a field there. Of several values of a
 *       field the first that is not null groups and counts.
 *   <li><b>Windows slide</b> and include both ends. Upper limits ({@code lt}, {@code lte}) are asked at each match as
 *       well; that nothing happened is no match. A correlation is found when its condition becomes true for a group, and
 *       again only after a match at which it was false, or after a window without a match.
 *   <li><b>Order.</b> Matches count in the order of their times; those of one time in the order of their references, and
 *       those of one event in the order of their rules.
 *   <li><b>Conditions of temporal</b> ask how many of the rules matched, and those of temporal_ordered how many, from the
 *       first on, matched one after the other. Without a condition it has to be all.
 *   <li><b>value_…</b> A match that lacks one of the fields does not count, nor does one whose value is no decimal number
 *       where numbers are computed with. Numbers are exact and never rounded.
 *   <li><b>Chaining.</b> What a correlation finds is a match of its own, counted behind the match that made it true and at
 *       the same time. It has the fields that the correlation is grouped by, under the names given there, and no others.
 *   <li><b>value_percentile</b> without the key {@code percentile} is the share of the match's own value among all, in
 *       percent, as in the specification's example; with {@code percentile: 95} it is that percentile of a numeric field
 *       by nearest rank.
 *   <li><b>generate.</b> Rules that a correlation refers to stay silent by themselves only if they stand in the same
 *       file; to silence a rule from elsewhere would hide it.
 *   <li><b>Log sources.</b> What an event does not say about its origin excludes no rule. A known channel says it all.
 * </ul>
 *
 * <h2>What is bounded</h2>
 *
 * Files, nesting, aliases, conditions and regular expressions when reading; routes, layouts and memos when scanning;
 * windows and waiting matches when correlating. Results do not depend on threads, on the order of files, or on what a
 * scan has seen before.
 *
 * <h2>What a rule may cost</h2>
 *
 * A rule has a budget for each event: 400 million steps of about a nanosecond, so less than half a second. What it would
 * cost is reckoned before anything is asked, as if nothing were spared: for each question the extent of the values it
 * looks into, sixteen for each of them and one for each character, times eight for each instruction of a regular
 * expression; times six, and where a {@code ?} stands behind a {@code *} once more for each character between two
 * {@code *}, for a text with wildcards inside or with case; times four for a network or a number. To compare two fields
 * costs the product of their extents. Equal questions of a rule count once. Texts without case, {@code null} and
 * {@code exists} cost nothing, since the search for texts serves all rules; a text that stands in itself more than
 * sixteen times, as {@code aaaa…} does, would make that slow, and is looked for apart.
 *
 * <p>Where a rule would exceed its budget, nothing that costs is asked. What is free may settle the rule nevertheless; if
 * not, it is undecided for that event, and {@link de.komcert.sigma.Scan#undecided} says so. The plain evaluator reckons
 * alike. The dearest of SigmaHQ's rules could be decided for a value of 49,000 characters; a record of Windows has at most
 * 32,000. A rule that takes more than 200,000 steps for each character is refused when it is read.
 *
 * <p>To explain a rule costs no more: each question is asked once, and where a scan would leave the rule undecided, nothing
 * that costs is asked here either, so that the parts that rest on it are {@linkplain de.komcert.sigma.Answer#OPEN open}. The
 * texts that a scan looks for together are sought one by one, six steps for each character of the values; beyond four
 * budgets the remaining ones are not asked, and are open too. Of a rule that names its parts again and again, half a million
 * steps are told and the others counted.
 */
@NullMarked
package de.komcert.sigma;

import org.jspecify.annotations.NullMarked;
