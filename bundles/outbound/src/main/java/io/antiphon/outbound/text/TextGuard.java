package io.antiphon.outbound.text;

import io.antiphon.outbound.Book;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.rows.Words;
import io.antiphon.outbound.settings.OutboundSettings.Checks;
import io.antiphon.outbound.settings.OutboundSettings.Wrong;
import io.antiphon.spi.Action;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Named;
import io.antiphon.spi.Profile;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks at the words themselves: nothing empty, with variables nobody filled in, in another language than it says, or foul leaves
 * without a person having seen it. What a person approved passes, unless the settings refuse it for good.
 */
@Component
@Named("text")
public final class TextGuard implements Guard {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Set<String> SPEAKING = Set.of("reply", "publish");
    private static final Set<String> INSTEAD = Set.of("html", "attachments", "template", "body");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{[^{}\\n]{0,80}\\}\\}|\\$\\{[^{}\\n]{0,80}\\}|\\{%[^%\\n]{0,80}%\\}");

    private final Standing standing;

    /** Called by declarative services. */
    @Activate
    public TextGuard(@Reference Standing standing) {
        this.standing = standing;
    }

    @Override
    public Verdict judge(Action action, Profile profile) {
        Book book = standing.book();
        if (book == null) {
            return standing.unknown();
        }
        Checks checks = book.settings().checks();
        boolean approved = !book.approvals(action.id()).isEmpty();
        String text = action.text() == null ? "" : action.text();
        String subject = Words.text(action.attributes(), "subject");
        String whole = subject.isEmpty() ? text : subject + "\n" + text;
        Verdict verdict = verdict(checks.empty(), empty(action, text), approved);
        if (verdict == Verdict.ALLOW) {
            verdict = verdict(checks.variables(), variable(whole), approved);
        }
        if (verdict == Verdict.ALLOW) {
            verdict = verdict(checks.profanity(), Profanity.find(whole).map(word -> "the word '" + word + "' is foul"), approved);
        }
        if (verdict == Verdict.ALLOW) {
            String language = Words.text(action.attributes(), "language");
            verdict = verdict(checks.language(), Script.against(text, language), approved);
        }
        return verdict;
    }

    private Verdict verdict(Wrong what, Optional<String> found, boolean approved) {
        if (found.isEmpty() || what == Wrong.ALLOW || what == Wrong.HOLD && approved) {
            return Verdict.ALLOW;
        }
        return what == Wrong.REFUSE
                ? new Verdict.Deny(found.get())
                : new Verdict.Hold(standing.now().plus(LONG), found.get() + ": a person approves or discards it");
    }

    private static Optional<String> empty(Action action, String text) {
        boolean bare = SPEAKING.contains(action.type())
                && text.isBlank()
                && action.attributes().keySet().stream().noneMatch(INSTEAD::contains);
        return bare ? Optional.of("there is nothing in it") : Optional.empty();
    }

    private static Optional<String> variable(String text) {
        Matcher left = VARIABLE.matcher(text);
        return left.find() ? Optional.of("the variable " + left.group() + " was not filled in") : Optional.empty();
    }
}
