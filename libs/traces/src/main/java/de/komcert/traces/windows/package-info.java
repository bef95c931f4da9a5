/**
 * Windows event logs. A record's fields are named as rules name them: an attribute by element and attribute
 * ({@code Provider_Name}), everything else by its own name, and blanks in names do not count. Texts are handed to the
 * detector where they lie. What a log that was forwarded repeats in readable words under {@code RenderingInfo} is no field
 * of the event, except its message.
 */
@NullMarked
package de.komcert.traces.windows;

import org.jspecify.annotations.NullMarked;
