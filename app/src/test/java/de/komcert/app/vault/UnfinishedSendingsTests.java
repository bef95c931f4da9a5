package de.komcert.app.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import de.komcert.app.web.NotHere;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What nobody goes on with is cleared away, and nothing else: when it is cancelled, in time, and at the start. */
class UnfinishedSendingsTests extends SendingsCase {

    @Test
    void whatIsCancelledIsGone() throws IOException {
        var content = content(3 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, STEP));
        var template = new TransactionTemplate(transactions);
        as(
                member,
                () -> template.execute(status -> {
                    sendings.cancel(sending.id());
                    status.setRollbackOnly();
                    return true;
                }));
        assertThat(at(sending)).as("rolled back").isEqualTo(STEP);

        as(
                member,
                () -> template.execute(_ -> {
                    sendings.cancel(sending.id());
                    return true;
                }));

        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> take(sending, STEP, piece(content, STEP, STEP)))
                .isInstanceOf(NotHere.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void whatNobodyGoesOnWithIsClearedAwayInTimeAndNotBefore() throws IOException {
        var content = content(3 * STEP);
        var left = begin(content.length);
        take(left, 0, piece(content, 0, STEP));
        sendings = program(Clock.offset(Clock.systemUTC(), Duration.ofDays(6)));
        clear(WEEK);
        assertThat(at(left)).isEqualTo(STEP);
        var gone = begin(content.length);
        take(gone, 0, piece(content, 0, STEP));

        sendings = program(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));
        clear(WEEK);

        assertThat(as(member, () -> sendings.in(compartment)))
                .extracting(Sending::id)
                .containsExactly(gone.id());
        assertThat(names()).containsExactly(gone.id() + ".sending");
        assertThatThrownBy(() -> take(left, STEP, piece(content, STEP, STEP))).isInstanceOf(NotHere.class);
    }

    @Test
    void theStartKeepsWhatIsBeingSentAndClearsAwayWhatIsNot() throws IOException {
        var content = content(3 * STEP);
        var sent = begin(content.length);
        take(sent, 0, piece(content, 0, 2 * STEP));
        var arrivedAndNotRecorded = begin(content.length);
        take(arrivedAndNotRecorded, 0, piece(content, 0, 2 * STEP));
        vaultFolder.arrive(arrivedAndNotRecorded.id());
        for (var name : List.of(".resting", ".sending", ".partial")) {
            Files.createFile(lying(FileId.random() + name));
        }
        var comesAtOnce = FileId.random();
        Files.createFile(lying(comesAtOnce + ".partial"));
        Files.createFile(lying(sent.id() + ".partial"));

        start(key("", ""));
        restart();
        Files.createFile(lying(comesAtOnce + ".unsettled"));
        clear(WEEK);

        assertThat(names())
                .containsExactlyInAnyOrder(
                        sent.id() + ".partial",
                        sent.id() + ".sending",
                        arrivedAndNotRecorded.id() + ".sending",
                        comesAtOnce + ".partial",
                        comesAtOnce + ".unsettled");
        vaultFolder.discard(comesAtOnce);
        for (var sending : List.of(sent, arrivedAndNotRecorded)) {
            assertThat(read(whole(take(sending, 2 * STEP, piece(content, 2 * STEP, STEP)))))
                    .isEqualTo(content);
        }
        assertThat(names()).hasSize(2).noneMatch(name -> name.contains("."));
    }
}
