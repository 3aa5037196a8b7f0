package io.antiphon.connector.file;

import io.antiphon.spi.Settings;

/**
 * How files are written, as far as the settings say.
 *
 * @param format {@code auto, csv, jsonl, json}
 * @param encoding a charset's name, or {@code auto}
 * @param delimiter a character, or 0 for the most frequent in the header
 * @param each a JSON Pointer; empty for the whole
 */
record Layout(String format, String encoding, char delimiter, String each) {

    static Layout of(Settings settings) {
        String delimiter = settings.find("delimiter").orElse("auto");
        return new Layout(
                settings.find("format").orElse("auto"),
                settings.find("encoding").orElse("auto"),
                switch (delimiter) {
                    case "auto" -> '\0';
                    case "tab" -> '\t';
                    default -> delimiter.charAt(0);
                },
                settings.find("each").orElse(""));
    }
}
