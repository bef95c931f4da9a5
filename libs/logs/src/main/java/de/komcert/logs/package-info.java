/**
 * Finds logs, reads them by several threads and holds them against rules: what the field tool and the Lagezentrum do alike,
 * by the same code.
 *
 * <p>A {@link de.komcert.logs.Search} goes through files and the collections among them, tells by a
 * {@link de.komcert.logs.Kind} which of them are logs, and gives the {@link de.komcert.logs.Inputs}. Where bytes lie is the
 * business of a {@link de.komcert.logs.Content}. {@link de.komcert.logs.Part} divides the inputs in the same way each time,
 * {@link de.komcert.logs.Parts} has several threads read them, each with work of its own, and hands on what they find in
 * the order of the parts. {@link de.komcert.logs.Detections} is such work: it holds entries against
 * {@link de.komcert.logs.Rules} and follows correlations. So the same input gives the same result whatever the number of
 * threads.
 *
 * <p>What has to be put in the order of time goes through a {@link de.komcert.logs.Sorting}, which keeps what does not fit into
 * memory in a file that nobody else can read.
 *
 * <p>What is wrong with an input is a {@link de.komcert.logs.Trouble} and costs no other input. All memory is bounded, save
 * for the list of inputs. Long work ends early when its {@link de.komcert.logs.Stop} says so or the calling thread is
 * interrupted, and leaves no thread behind.
 */
@NullMarked
package de.komcert.logs;

import org.jspecify.annotations.NullMarked;
