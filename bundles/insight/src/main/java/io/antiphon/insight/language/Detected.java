package io.antiphon.insight.language;

/**
 * The language that a text seems to be in.
 *
 * @param tag BCP 47: {@code ru}, {@code sr-Latn}, {@code zh-Hant}; {@code und} if it cannot be told
 * @param confidence from 0 to 1: how often such an answer is right
 */
public record Detected(String tag, double confidence) {

    /** It cannot be told. */
    public static final Detected UNKNOWN = new Detected("und", 0);

    /** Whether a language was told. */
    public boolean known() {
        return confidence > 0;
    }
}
