package io.antiphon.care.settings;

/** Reads the settings of a text, and the same text only once. Thread-safe. */
public final class SettingsCache {

    private record Read(String text, CareSettings settings) {}

    private volatile Read latest = read("");

    /** With the usual settings. */
    public SettingsCache() {}

    /** The settings of a text; the usual ones if it is empty, as good as can be understood if it is wrong. */
    public CareSettings of(String text) {
        Read known = latest;
        if (!known.text().equals(text)) {
            known = read(text);
            latest = known;
        }
        return known.settings();
    }

    private static Read read(String text) {
        return new Read(text, SettingsReader.read(text.isEmpty() ? SettingsReader.usual() : text).settings());
    }
}
