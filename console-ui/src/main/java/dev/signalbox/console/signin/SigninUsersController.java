package dev.signalbox.console.signin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets our own processes give a platform user a password. Repeating a creation changes nothing, whatever password it brings. */
@RestController
class SigninUsersController {

    private final LocalAccounts accounts;
    private final Passwords passwords;

    SigninUsersController(LocalAccounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    @PostMapping("/internal/signin-users")
    ResponseEntity<?> create(@Valid @RequestBody NewUser wanted) {
        if (!Passwords.acceptable(wanted.password())) {
            return refused(HttpStatus.BAD_REQUEST, "A password has at least 12 characters and at most 72 bytes.");
        }
        if (accounts.create(wanted.userId(), wanted.email(), passwords.hash(wanted.password()))) {
            return ResponseEntity.status(HttpStatus.CREATED).body(new Created(wanted.userId(), wanted.email()));
        }
        return accounts.byEmail(wanted.email())
                .filter(known -> known.userId().equals(wanted.userId()))
                .<ResponseEntity<?>>map(known -> ResponseEntity.ok(new Created(known.userId(), known.email())))
                .orElseGet(
                        () -> refused(HttpStatus.CONFLICT, "This user or this address has another sign-in already."));
    }

    private static ResponseEntity<ProblemDetail> refused(HttpStatus status, String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail))
                .build();
    }

    record NewUser(
            @NotNull UUID userId,
            @NotBlank @Email String email,
            @NotBlank String password) {

        @Override
        public String toString() {
            return "NewUser[" + userId + "]";
        }
    }

    record Created(UUID userId, String email) {}
}
