package de.komcert.app.vault;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The sendings that this program has open, each once: two that wrote to one file would seal two contents for one place. What
 * nobody sends to for a while is laid to rest, and so is everything when the program ends.
 */
@Component
class OpenSendings implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSendings.class);

    private final VaultFolder folder;
    private final DataKeys keys;
    private final Map<FileId, Place> places = new ConcurrentHashMap<>();

    OpenSendings(VaultFolder folder, DataKeys keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** Where one is open; whoever opens, ends or lays it to rest holds its lock. */
    private static final class Place {
        private volatile @Nullable Receiving open;
        private boolean givenBack;
    }

    /** What is done with an open sending while nobody opens, ends or rests it. */
    interface Work<R> {
        R with(Receiving open) throws IOException;
    }

    /** Opens it, or gives the one that is open; reading what has come may take a minute. */
    Receiving open(FileId id, Supplier<Sending> own) throws IOException {
        return held(id, own, open -> open);
    }

    /**
     * Does something with it that nobody else may do at the same time.
     *
     * @param own says, as it stands now, that there is such a sending
     */
    <R> R held(FileId id, Supplier<Sending> own, Work<R> work) throws IOException {
        while (true) {
            var place = places.computeIfAbsent(id, _ -> new Place());
            synchronized (place) {
                if (place.givenBack) {
                    continue;
                }
                var open = place.open;
                if (open == null || open.closed()) {
                    try {
                        var sending = own.get();
                        folder.reclaim(id); // had it been recorded, there would be no such sending
                        open = Receiving.open(folder, sending, keys.of(sending.compartment()));
                        place.open = open;
                    } catch (IOException | RuntimeException failure) {
                        giveBack(id, place);
                        throw failure;
                    }
                }
                return work.with(open);
            }
        }
    }

    /** How much has come of one that is open. */
    Optional<Receiving> ifOpen(FileId id) {
        var place = places.get(id);
        if (place == null) {
            return Optional.empty();
        }
        var open = place.open;
        return Optional.ofNullable(open).filter(one -> !one.closed());
    }

    /** It has ended: whoever sends to it writes nothing more. */
    void end(FileId id) {
        var place = places.get(id);
        if (place != null) {
            synchronized (place) {
                giveBack(id, place);
            }
        }
    }

    /** Lays to rest what nobody has sent to for so long. */
    void rest(Duration unused) {
        places.forEach((id, place) -> {
            synchronized (place) {
                var open = place.open;
                if (!place.givenBack && (open == null || open.unusedFor(unused))) {
                    rest(id, place);
                }
            }
        });
    }

    @Override
    public void destroy() {
        rest(Duration.ZERO);
    }

    private void rest(FileId id, Place place) {
        boolean whole = place.open != null && !place.open.closed();
        giveBack(id, place); // first, so that nothing more is written
        if (whole) {
            try {
                folder.rest(id);
            } catch (StorageFailed failure) {
                LOG.warn("Sending {} was not laid to rest: {}", id, String.valueOf(failure.getCause()));
            }
        }
    }

    private void giveBack(FileId id, Place place) {
        var open = place.open;
        if (open != null) {
            open.close();
        }
        place.givenBack = true;
        places.remove(id, place);
    }
}
