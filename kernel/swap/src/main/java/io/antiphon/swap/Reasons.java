package io.antiphon.swap;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;

/** A failure in words: what the innermost cause says, for the outer ones only tell that something failed. */
final class Reasons {

    private static final int LONGEST = 600;

    private Reasons() {}

    static String of(@Nullable Throwable failure) {
        if (failure == null) {
            return "for no stated reason";
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String said = root.getMessage() == null ? "" : root.getMessage().strip();
        boolean plain = root instanceof BundleException && !said.isEmpty();
        String words = plain ? said : root.getClass().getName() + (said.isEmpty() ? "" : ": " + said);
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }
}
