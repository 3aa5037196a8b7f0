package io.antiphon.outbound.approval;

import io.antiphon.outbound.Book;
import io.antiphon.outbound.Leaving;
import io.antiphon.outbound.Standing;
import io.antiphon.spi.Action;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Named;
import io.antiphon.spi.Profile;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Holds what the settings want four eyes for until a supervisor who is not its author has approved it. */
@Component
@Named("approval")
public final class ApprovalGuard implements Guard {

    private static final Duration LONG = Duration.ofDays(1);

    private final Standing standing;

    /** Called by declarative services. */
    @Activate
    public ApprovalGuard(@Reference Standing standing) {
        this.standing = standing;
    }

    @Override
    public Verdict judge(Action action, Profile profile) {
        Book book = standing.book();
        if (book == null) {
            return standing.unknown();
        }
        if (book.settings().approval().isEmpty()) {
            return Verdict.ALLOW;
        }
        Leaving leaving = standing.leaving(action);
        String author = leaving.author();
        boolean seen = book.approvals(action.id()).stream()
                .anyMatch(approval -> !approval.who().equals(author));
        return seen || !isAsked(leaving, book)
                ? Verdict.ALLOW
                : new Verdict.Hold(
                        standing.now().plus(LONG),
                        "it needs the approval of a supervisor" + (author.isEmpty() ? "" : " other than " + author));
    }

    /** Whether the settings want four eyes for it. */
    public static boolean isAsked(Leaving leaving, Book book) {
        return book.settings().approval().stream().anyMatch(which -> which.covers(leaving));
    }
}
