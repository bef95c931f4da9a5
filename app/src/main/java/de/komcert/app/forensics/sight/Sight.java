package de.komcert.app.forensics.sight;

import java.util.List;

/**
 * What the logs of an analysis can show.
 *
 * @param summary how much of it
 * @param rules the first of them, in the order of their files
 * @param proposals what would let more rules find something, the most useful first
 * @param gaps the first of them, by host and then by kind
 * @param clocks clocks that were wrong, by host and time
 */
public record Sight(
        Summary summary,
        List<RuleSight> rules,
        List<SettingProposal> proposals,
        List<LogGap> gaps,
        List<ClockProposal> clocks) {

    /**
     * @param rules how many there are
     * @param can how many of them can find something
     * @param may of how many nobody can tell
     * @param complete whether all kinds of events were told apart
     * @param gaps how many were found
     * @param gapsComplete whether these are all
     * @param unnamed how many hosts are in the logs that the order does not name
     * @param unnamedHosts the first of them
     */
    public record Summary(
            int rules,
            int can,
            int may,
            boolean complete,
            int gaps,
            boolean gapsComplete,
            int unnamed,
            List<String> unnamedHosts) {

        public Summary {
            unnamedHosts = List.copyOf(unnamedHosts);
        }

        /** How many find nothing, whatever happened. */
        public int cannot() {
            return rules - can - may;
        }
    }

    /** Whether rules wait for lists that an Einrichtung could have. */
    public boolean isWaitingForLists() {
        return rules.stream().anyMatch(rule -> rule.reason() == RuleSight.Reason.NO_LIST);
    }

    /** The proposals for systems of which there are logs, that bring something beside those before them. */
    public List<SettingProposal> foremost(int most) {
        return proposals.stream()
                .filter(proposal -> proposal.here() && proposal.further() > 0)
                .limit(most)
                .toList();
    }
}
