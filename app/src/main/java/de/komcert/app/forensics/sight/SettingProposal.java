package de.komcert.app.forensics.sight;

import de.komcert.sigma.settings.Setting;

/**
 * A setting that is missing, and what it would bring.
 *
 * @param title in German; of a group policy as the German editor shows it
 * @param english its name in English, empty where there is none
 * @param place in German, where it is found; empty where that is no question
 * @param command what does the same in every language of Windows, empty where there is none
 * @param note in German, what to heed, may be empty
 * @param here whether the logs come from systems of its kind
 * @param rules how many rules could find something that cannot now, if this alone were done
 * @param severe how many of them are high or critical
 * @param further how many would come if all proposals before it were followed first
 * @param furtherSevere how many of these are high or critical
 */
public record SettingProposal(
        Setting.Kind kind,
        String title,
        String english,
        String place,
        String command,
        String note,
        boolean here,
        int rules,
        int severe,
        int further,
        int furtherSevere) {}
