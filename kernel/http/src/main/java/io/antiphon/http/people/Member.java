package io.antiphon.http.people;

import io.antiphon.spi.Person;
import io.antiphon.spi.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person and how they come in.
 *
 * @param person who
 * @param password the bcrypt hash of their password; empty if they have none
 * @param tokens their tokens, oldest first
 * @param disabled whether they may not come in for now
 */
public record Member(Person person, String password, List<ApiToken> tokens, boolean disabled) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern UNIT = Pattern.compile("[^/\\s][^/]*(/[^/\\s][^/]*)*");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");
    private static final Set<String> RESERVED = Set.of("admin", "antiphon", "nobody");
    private static final int MOST_TEXT = 200;
    private static final int MOST_ITEMS = 64;
    private static final int MOST_TOKENS = 20;

    /** Checks; says which field is wrong. */
    public Member {
        tokens = List.copyOf(tokens);
        checkName(person.name());
        checkTexts("title", List.of(person.title()));
        checkTexts("units", person.units());
        checkTexts("languages", person.languages());
        checkTexts("skills", person.skills());
        for (String unit : person.units()) {
            check(UNIT.matcher(unit).matches(), "units: a unit is a path such as acme/emea, not '" + unit + "'");
        }
        for (String language : person.languages()) {
            check(isLanguage(language), "languages: '" + language + "' is no BCP 47 tag such as de or pt-BR");
        }
        check(
                person.role() != Role.ADMINISTRATOR || person.units().isEmpty(),
                "units: an administrator is for all units; leave them out, or make them a supervisor");
        check(
                password.isEmpty() || BCRYPT.matcher(password).matches(),
                "password: a bcrypt hash such as $2a$12$…, never the password itself");
        check(tokens.size() <= MOST_TOKENS, "tokens: at most " + MOST_TOKENS + "; remove one that is not used");
    }

    private static void checkName(String name) {
        check(
                NAME.matcher(name).matches(),
                "name: 1 to 63 of a-z, 0-9, '.', '_' and '-', beginning with a letter or a digit");
        check(!RESERVED.contains(name), "name: '" + name + "' is kept for Antiphon itself");
    }

    private static void checkTexts(String field, List<String> texts) {
        check(texts.size() <= MOST_ITEMS, field + ": at most " + MOST_ITEMS);
        for (String text : texts) {
            check(
                    !text.isBlank() && text.length() <= MOST_TEXT && isPlain(text),
                    field + ": 1 to " + MOST_TEXT + " characters, no control characters");
        }
        check(new HashSet<>(texts).size() == texts.size(), field + ": the same twice");
    }

    /** Whether a text has no control characters and no halves of pairs. */
    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(c -> Character.isISOControl(c) || c >= 0xd800 && c <= 0xdfff);
    }

    private static boolean isLanguage(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private static void check(boolean good, String message) {
        if (!good) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Their name. */
    public String name() {
        return person.name();
    }

    /** The same as another person, with the same ways to come in. */
    public Member as(Person other, boolean nowDisabled) {
        return new Member(other, password, tokens, nowDisabled);
    }

    /** The same with another password. */
    public Member withPassword(String hash) {
        return new Member(person, hash, tokens, disabled);
    }

    /** The same with one more token. */
    public Member with(ApiToken token) {
        List<ApiToken> more = new ArrayList<>(tokens);
        more.add(token);
        return new Member(person, password, more, disabled);
    }

    /** The same without a token. */
    public Member without(ApiToken token) {
        return new Member(
                person, password, tokens.stream().filter(t -> !t.equals(token)).toList(), disabled);
    }

    /** By which a session knows that the password is still the one it began with. */
    String stamp() {
        return Secret.hash(password).substring(0, 16);
    }

    @Override
    public String toString() {
        return "Member " + person.name(); // never a hash in a log
    }
}
