package de.komcert.app.incident.plan;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The picture of a plan: its columns, cards and lines. */
class PlanPictureTests extends PlanCase {

    @Test
    void thePictureShowsOwnTasksInTheLastColumnAndWithoutLines() {
        var without = PlanPicture.of(plan(List.of()));
        var picture = PlanPicture.of(withOwn(own(10, Danger.NONE, null), own(9, Danger.NONE, null)));

        assertThat(without.columns()).extracting(PlanPicture.Column::phase).containsExactly(1);
        assertThat(picture.columns()).extracting(PlanPicture.Column::phase).containsExactly(1, Step.NO_PHASE);
        assertThat(picture.width()).isGreaterThan(without.width());
        var last = picture.columns().getLast().x();
        assertThat(picture.cards())
                .filteredOn(card -> card.x() == last)
                .extracting(card -> card.step().id())
                .containsExactly("E9", "E10");
        assertThat(picture.lines()).isEqualTo(without.lines());
    }

    @Test
    void noTitleReachesOutOfItsCard() {
        var endless = new AddedTask(
                1, "Server " + "x".repeat(60), PlanRole.CERT, PlanRole.CERT, Danger.NONE, null, "", "Grothe", T0);
        var card = PlanPicture.of(withOwn(endless)).cards().getLast();

        assertThat(card.title()).containsExactly("Server", "x".repeat(27), "x".repeat(27) + " …");
    }
}
