package io.antiphon.outbound.consent;

import io.antiphon.outbound.Book;
import io.antiphon.outbound.Leaving;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.rows.ConsentRows;
import io.antiphon.outbound.rows.ConsentRows.Consent;
import io.antiphon.outbound.rows.Keys;
import io.antiphon.outbound.rows.MarkRows;
import io.antiphon.outbound.rows.OutboundFold;
import io.antiphon.outbound.settings.OutboundSettings.Usual;
import io.antiphon.spi.Action;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Named;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Road;
import io.antiphon.spi.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets nobody be told what they do not want to hear. The last word on a purpose and channel counts, from whichever of a person's
 * identities it came; without one the settings say what is usual for the purpose.
 */
@Component
@Named("consent")
public final class ConsentGuard implements Guard {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofDays(1);

    private final Standing standing;
    private final State state;
    private final Road road;

    /** What the fold says. @param behind whether it does not know all that the road has passed */
    private record Told(boolean behind, List<Consent> words) {}

    /** Called by declarative services. */
    @Activate
    public ConsentGuard(@Reference Standing standing, @Reference State state, @Reference Road road) {
        this.standing = standing;
        this.state = state;
        this.road = road;
    }

    @Override
    public Verdict judge(Action action, Profile profile) {
        Book book = standing.book();
        if (book == null) {
            return standing.unknown();
        }
        Leaving leaving = standing.leaving(action);
        String purpose = leaving.purpose();
        Set<String> keys = Keys.of(action, profile);
        Usual usual = book.settings().consent(purpose);
        if (keys.isEmpty()) {
            return usual == Usual.ALLOW
                    ? Verdict.ALLOW
                    : new Verdict.Deny("nobody knows whom it goes to, so they cannot have agreed to " + purpose);
        }
        long passed = road.position().offset();
        Told told = state.read(
                OutboundFold.NAME,
                tx -> new Told(MarkRows.get(tx, MarkRows.SEEN) < passed, ConsentRows.of(tx, keys)));
        if (told.behind()) {
            return new Verdict.Hold(
                    standing.now().plus(SOON), "what people agreed to is not known up to now: the fold 'outbound' is behind");
        }
        Optional<Consent> last = told.words().stream()
                .filter(word -> leaving.channels().isEmpty()
                        ? word.covers(purpose, "")
                        : leaving.channels().stream().anyMatch(channel -> word.covers(purpose, channel)))
                .findFirst();
        if (last.isPresent()) {
            return last.get().given() ? Verdict.ALLOW : new Verdict.Deny(withdrawn(last.get(), purpose));
        }
        return unsaid(usual, action, leaving, book);
    }

    private static String withdrawn(Consent word, String purpose) {
        return "they do not want " + purpose + " on " + (word.channel().equals("*") ? "any channel" : word.channel())
                + ", they said on " + word.at() + (word.basis().isEmpty() ? "" : " (" + word.basis() + ")");
    }

    private Verdict unsaid(Usual usual, Action action, Leaving leaving, Book book) {
        String what = leaving.purpose() + " on " + (leaving.channel().isEmpty() ? "any channel" : leaving.channel());
        return switch (usual) {
            case ALLOW -> Verdict.ALLOW;
            case DENY -> new Verdict.Deny("they have not agreed to " + what);
            case ASK -> book.approvals(action.id()).isEmpty()
                    ? new Verdict.Hold(
                            standing.now().plus(LONG),
                            "they have not said whether they want " + what + ": a person approves or discards it")
                    : Verdict.ALLOW;
        };
    }
}
