package io.antiphon.scripting.sandbox;

import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong in a script without a word about what runs it. */
final class Faults {

    private static final int MOST = 300;

    /** After which the engine writes the whole object out, with the text of its functions. */
    private static final Pattern UNCHANGEABLE = Pattern.compile("(?s)( read only property '[^']*') of .*");

    private Faults() {}

    /**
     * What went wrong.
     *
     * @param file where, if nothing better is known
     * @param held why the call was stopped; null if it was not
     */
    static ScriptFault of(Throwable thrown, String file, @Nullable String held) {
        if (held != null) {
            SourceSection place = thrown instanceof PolyglotException e ? place(e) : null;
            return at(place, file, held);
        }
        if (thrown instanceof ScriptFault fault) {
            return fault.file().isEmpty() ? ScriptFault.of(file, fault.reason()) : fault;
        }
        if (!(thrown instanceof PolyglotException e)) {
            return thrown instanceof StackOverflowError
                    ? ScriptFault.of(file, "RangeError: Maximum call stack size exceeded")
                    : ScriptFault.of(
                            file,
                            "The script could not be run (" + thrown.getClass().getSimpleName() + ")");
        }
        if (e.isHostException()) {
            Throwable host = e.asHostException();
            String reason = host instanceof ScriptFault fault ? fault.reason() : "What it called could not do that";
            return at(place(e), file, reason);
        }
        if (e.isInternalError()) {
            return at(place(e), file, "The engine failed on it");
        }
        String message = e.getMessage() == null ? "It failed" : e.getMessage().replace("/scripts/", "");
        if (message.startsWith("SyntaxError: ")) { // of which the engine draws a picture, and says the place once more
            message = message.lines()
                    .findFirst()
                    .orElse("")
                    .replaceFirst("^SyntaxError: \\S+:\\d+:\\d+ ", "SyntaxError: ");
        }
        return at(place(e), file, UNCHANGEABLE.matcher(message).replaceFirst("$1"));
    }

    private static ScriptFault at(@Nullable SourceSection place, String file, String reason) {
        String line = reason.replaceAll("\\s+", " ");
        String what = line.length() > MOST ? line.substring(0, MOST) + "…" : line;
        return place == null
                ? ScriptFault.of(file, what)
                : new ScriptFault(name(place), place.getStartLine(), place.getStartColumn(), what);
    }

    /** The innermost place that is the script's own. */
    private static @Nullable SourceSection place(PolyglotException e) {
        SourceSection own = e.getSourceLocation();
        if (own != null && isScript(own)) {
            return own;
        }
        for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
            SourceSection section = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            if (section != null && isScript(section)) {
                return section;
            }
        }
        return null;
    }

    private static boolean isScript(SourceSection section) {
        return section.isAvailable() && name(section).endsWith(".js");
    }

    /** The file relative to the folder of scripts; empty for what is none of theirs. */
    private static String name(SourceSection section) {
        String path = section.getSource().getURI().getPath();
        return path == null ? "" : Modules.shown(path);
    }
}
