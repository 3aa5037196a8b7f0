package io.antiphon.insight.queries;

import io.antiphon.insight.language.Languages;
import io.antiphon.insight.queries.Expression.And;
import io.antiphon.insight.queries.Expression.Has;
import io.antiphon.insight.queries.Expression.Is;
import io.antiphon.insight.queries.Expression.Mode;
import io.antiphon.insight.queries.Expression.Near;
import io.antiphon.insight.queries.Expression.Not;
import io.antiphon.insight.queries.Expression.Or;
import io.antiphon.insight.queries.Expression.Within;
import io.antiphon.insight.queries.Expression.Word;
import io.antiphon.insight.queries.Expression.Words;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.List;

/** What queries mean, said as plainly as can be and slowly: each word of the text against each of the query. */
final class Naive {

    private final Signal signal;
    private final List<String> words = new ArrayList<>();
    private final List<String> stems = new ArrayList<>();

    Naive(Signal signal) {
        this.signal = signal;
        Tokens tokens = new Tokens();
        tokens.read(signal.text() == null ? "" : signal.text());
        for (int i = 0; i < tokens.count(); i++) {
            words.add(tokens.text(i));
            char[] letters = tokens.text(i).toCharArray();
            stems.add(tokens.cyrillic(i) ? new String(letters, 0, Stem.end(letters, 0, letters.length)) : "");
        }
    }

    boolean matches(Expression expression) {
        if (expression instanceof Words phrase) {
            return !places(phrase).isEmpty();
        } else if (expression instanceof And and) {
            return and.parts().stream().allMatch(this::matches);
        } else if (expression instanceof Or or) {
            return or.parts().stream().anyMatch(this::matches);
        } else if (expression instanceof Not not) {
            return !matches(not.part());
        } else if (expression instanceof Near near) {
            return near(near, 0, null);
        } else if (expression instanceof Is is) {
            return value(is.field()).stream().anyMatch(value -> is(is, Folding.fold(value.toString())));
        } else if (expression instanceof Has has) {
            return !value(has.field()).isEmpty();
        }
        Within within = (Within) expression;
        return value(within.field()).stream()
                .anyMatch(value -> value instanceof Number number && within.holds(number.doubleValue()));
    }

    private static boolean is(Is is, String value) {
        return switch (is.field()) {
            case "unit" -> value.equals(is.value()) || value.startsWith(is.value() + "/");
            case "language" -> value.equals(is.value()) || value.startsWith(is.value() + "-");
            default -> value.equals(is.value());
        };
    }

    private List<?> value(String field) {
        Object value =
                switch (field) {
                    case "channel" -> signal.channel();
                    case "kind" -> signal.kind();
                    case "unit" -> signal.unit();
                    case "rating" -> signal.rating();
                    case "language" -> Languages.of(signal).tag();
                    case "direction" -> signal.direction().name();
                    default -> signal.attributes().get(field.substring("attribute.".length()));
                };
        return value instanceof List<?> list ? list : value == null || value.equals("") ? List.of() : List.of(value);
    }

    private record Place(int from, int to) {}

    private List<Place> places(Words phrase) {
        List<Place> places = new ArrayList<>();
        for (int from = 0; from + phrase.words().size() <= words.size(); from++) {
            boolean all = true;
            for (int i = 0; i < phrase.words().size(); i++) {
                all &= same(phrase.words().get(i), from + i);
            }
            if (all) {
                places.add(new Place(from, from + phrase.words().size() - 1));
            }
        }
        return places;
    }

    private boolean same(Word word, int at) {
        return word.mode() == Mode.EXACT
                ? words.get(at).equals(word.text())
                : word.mode() == Mode.STEM
                        ? stems.get(at).equals(word.text())
                        : words.get(at).startsWith(word.text());
    }

    private boolean near(Near near, int index, Place before) {
        if (index == near.operands().size()) {
            return true;
        }
        return Compiler.alternatives(near.operands().get(index)).stream()
                .flatMap(words -> places(words).stream())
                .anyMatch(place ->
                        (before == null || close(before, place, near.distances().get(index - 1)))
                                && near(near, index + 1, place));
    }

    private static boolean close(Place one, Place other, int distance) {
        return other.from() > one.to() && other.from() - one.to() <= distance
                || one.from() > other.to() && one.from() - other.to() <= distance;
    }
}
