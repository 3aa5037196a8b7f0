package io.antiphon.insight.language;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Weighs the language that a signal states against the one its text seems to be in. */
final class Stated {

    /** From so many letters on, a detection that is all but certain overrules what is stated. */
    private static final int LONG = 40;

    private static final double CERTAIN = 0.95;
    private static final double BELIEVED = 0.9;

    private Stated() {}

    static Detected weigh(@Nullable String stated, @Nullable String given) {
        String tag = tag(stated);
        String text = given == null ? "" : given;
        Detected told = text.isBlank() ? Detected.UNKNOWN : Languages.detect(text);
        if (tag.isEmpty()) {
            return told;
        }
        if (!told.known()) {
            return new Detected(tag, BELIEVED);
        }
        String primary = primary(tag);
        if (primary.equals(primary(told.tag())) || Languages.related(primary, primary(told.tag()))) {
            return new Detected(tag, Math.max(BELIEVED, told.confidence()));
        }
        boolean overruled = told.confidence() >= CERTAIN && letters(text) >= LONG || Languages.foreign(primary, text);
        return overruled ? told : new Detected(tag, BELIEVED - told.confidence() / 2);
    }

    /** The tag as BCP 47 writes it; empty if nothing sensible is stated. */
    private static String tag(@Nullable String stated) {
        if (stated == null || stated.isBlank()) {
            return "";
        }
        String tag = Locale.forLanguageTag(stated.strip().replace('_', '-')).toLanguageTag();
        return tag.equals("und") ? "" : tag;
    }

    private static String primary(String tag) {
        int dash = tag.indexOf('-');
        return dash < 0 ? tag : tag.substring(0, dash);
    }

    private static int letters(CharSequence text) {
        return (int) text.chars().limit(2L * LONG).filter(Character::isLetter).count();
    }
}
