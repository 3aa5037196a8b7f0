package io.antiphon.insight.tools;

import java.util.List;

/**
 * A labelled text.
 *
 * @param text the text
 * @param from where the aspect begins; -1 if the whole text is meant
 * @param to where it ends
 * @param labels its labels, one or more
 * @param language its language; empty if unsaid
 * @param group what it is held out together with
 */
record Row(String text, int from, int to, List<String> labels, String language, String group) {

    boolean hasAspect() {
        return from >= 0;
    }

    Row labelled(List<String> others) {
        return new Row(text, from, to, others, language, group);
    }
}
