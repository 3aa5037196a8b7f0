package io.antiphon.http;

import io.antiphon.http.people.Member;
import io.antiphon.http.people.Passwords;
import io.antiphon.http.people.Register;
import io.antiphon.http.people.Secret;
import io.antiphon.http.people.Sessions;
import io.antiphon.spi.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/** Finds out who asks: by the administrator's token, a person's token or a session; and who may begin a session. */
final class Gate {

    private static final double WRONG_A_SECOND = 0.2;
    private static final double WRONG_A_SECOND_OF_NAME = 1 / 30.0;
    private static final double WRONG_AT_ONCE = 10;
    private static final int MOST_NAME = 100;
    private static final String BEARER = "bearer ";

    private final Token token;
    private final Register register;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Buckets wrongTokens = new Buckets(System::nanoTime);
    private final Buckets wrongPasswords = new Buckets(System::nanoTime);
    private final Buckets wrongNames = new Buckets(System::nanoTime);

    Gate(Token token, Register register, Sessions sessions, Passwords passwords) {
        this.token = token;
        this.register = register;
        this.sessions = sessions;
        this.passwords = passwords;
    }

    Register register() {
        return register;
    }

    Sessions sessions() {
        return sessions;
    }

    Passwords passwords() {
        return passwords;
    }

    /** Who asks. Refuses who does not show anything that counts. */
    Pass admit(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        boolean shown = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        Optional<Pass> pass =
                shown ? pass(Secret.hash(header.substring(BEARER.length()).strip())) : Optional.empty();
        if (pass.isPresent()) {
            if (pass.get().kind() == Pass.Kind.SESSION) {
                sessions.find(pass.get().hash()).ifPresent(sessions::use);
            }
            return pass.get();
        }
        if (shown && !wrongTokens.take(request.getRemoteAddr(), WRONG_A_SECOND, WRONG_AT_ONCE)) {
            throw Refusal.later(429, "Too many wrong tokens from this address.", Duration.ofSeconds(5));
        }
        throw unauthorized(
                shown
                        ? "That is not the token of anybody, or no longer."
                        : "Sign in, or show a token in the header Authorization: Bearer TOKEN; the administrator's is in"
                                + " etc/admin.token.");
    }

    private static Refusal unauthorized(String detail) {
        return Refusal.of(401, detail).header("WWW-Authenticate", "Bearer realm=\"antiphon\"");
    }

    /** What somebody would come in by who shows a token of that hash. */
    Optional<Pass> pass(String hash) {
        if (token.isOf(hash)) {
            return Optional.of(new Pass(Person.administrator(Token.USER), Pass.Kind.ADMIN, hash));
        }
        Optional<Member> owner = register.byToken(hash).filter(member -> !member.disabled());
        if (owner.isPresent()) {
            return owner.map(member -> new Pass(member.person(), Pass.Kind.TOKEN, hash));
        }
        return sessions.find(hash)
                .flatMap(session -> register.member(session.name())
                        .filter(member -> !member.disabled() && Sessions.isOf(session, member)))
                .map(member -> new Pass(member.person(), Pass.Kind.SESSION, hash));
    }

    /** Whether who came in by it would come in by it now and be the same. */
    boolean isGood(Pass pass) {
        return pass(pass.hash()).equals(Optional.of(pass));
    }

    /** Begins a session; gives its token. As slow for names that are unknown. */
    String signIn(String name, String password, String address) {
        Member member = register.member(name).orElse(null);
        String hash = member == null || member.disabled() ? "" : member.password();
        check(name, address, password, hash);
        if (member == null) {
            throw new IllegalStateException("Nobody has the empty hash");
        }
        return sessions.begin(member);
    }

    /** Refuses a wrong password, and any when there were too many wrong ones for this name or from this address. */
    void check(String name, String address, String password, String hash) {
        String key = name.length() > MOST_NAME ? name.substring(0, MOST_NAME) : name;
        if (!wrongPasswords.take(address, WRONG_A_SECOND, WRONG_AT_ONCE)) {
            throw Refusal.later(429, "Too many wrong passwords from this address.", Duration.ofSeconds(5));
        }
        if (!wrongNames.take(key, WRONG_A_SECOND_OF_NAME, WRONG_AT_ONCE)) {
            throw Refusal.later(429, "Too many wrong passwords for this name.", Duration.ofSeconds(30));
        }
        if (!passwords.matches(password, hash)) {
            throw unauthorized("That is not a name and its password.");
        }
        wrongPasswords.giveBack(address, WRONG_AT_ONCE);
        wrongNames.giveBack(key, WRONG_AT_ONCE);
    }
}
