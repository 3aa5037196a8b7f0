package io.antiphon.scripting.life;

import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.scripting.testing.TestRun;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One script's present: what is live, and what is wrong with what is not. Thread-safe. */
final class Script {

    private final String file;
    private final Clock clock;
    private final ScriptLog log;
    private @Nullable Edition edition;
    private @Nullable Runnable registration;
    private @Nullable Instant since;
    private @Nullable ScriptFault fault;
    private String who = "";
    private String note = "";
    private String tried = "";
    private List<TestRun.Result> tests = List.of();

    Script(String file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.log = new ScriptLog(clock);
    }

    String file() {
        return file;
    }

    ScriptLog log() {
        return log;
    }

    synchronized @Nullable Edition edition() {
        return edition;
    }

    /** The live version; empty if there is none. */
    synchronized String version() {
        return edition == null ? "" : edition.draft().version();
    }

    /** Whether exactly this was tried last, whatever came of it. */
    synchronized boolean isTried(String attempt) {
        return tried.equals(attempt);
    }

    /** Another edition is registered; the one before it goes. */
    void lives(
            Edition next,
            Runnable itsRegistration,
            String attempt,
            String by,
            String remark,
            List<TestRun.Result> results) {
        goesOn(next, itsRegistration, clock.instant(), by);
        confirmed(attempt, results);
        synchronized (this) {
            note = remark;
        }
        log.add(
                "info",
                "Live as " + next.draft().version() + ", saved by " + by + (remark.isEmpty() ? "" : ". " + remark));
    }

    /** An edition is registered, whatever lies in the folder. */
    void goesOn(Edition next, Runnable itsRegistration, Instant began, String by) {
        Runnable end;
        synchronized (this) {
            end = ending();
            edition = next;
            registration = itsRegistration;
            since = began;
            who = by;
        }
        end.run();
    }

    /** What lies in the folder is what is live. */
    synchronized void confirmed(String attempt, List<TestRun.Result> results) {
        tried = attempt;
        tests = results;
        fault = null;
    }

    /** What lies in the folder cannot go live. */
    synchronized void refused(String attempt, ScriptFault why) {
        tried = attempt;
        fault = why;
        log.add("error", "Not live as saved: " + why.getMessage());
    }

    /** Nothing is live any more. */
    void retire() {
        Runnable end;
        synchronized (this) {
            end = ending();
            edition = null;
            registration = null;
        }
        end.run();
    }

    /** Ends what is live now; takes as long as calls of it are under way, so it is not done while others wait for us. */
    private Runnable ending() {
        Edition former = edition;
        Runnable formerRegistration = registration;
        return () -> {
            if (formerRegistration != null) {
                formerRegistration.run();
            }
            if (former != null) {
                former.close();
            }
        };
    }

    synchronized Status status(Map<String, String> given) {
        return new Status(
                file,
                Kind.of(file).orElseThrow(),
                version(),
                since,
                who,
                fault,
                note,
                edition == null ? List.of() : edition.spec().fields(),
                given,
                tests);
    }
}
