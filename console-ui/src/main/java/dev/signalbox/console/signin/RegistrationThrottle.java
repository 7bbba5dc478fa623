package dev.signalbox.console.signin;

import org.springframework.stereotype.Component;

/** Bounds how many clients may come from one address, and in all, in a quarter of an hour; shared by all nodes. */
@Component
public class RegistrationThrottle {

    static final int PER_ADDRESS = 20;
    static final int IN_ALL = 300;

    private final SignInThrottle tries;

    RegistrationThrottle(SignInThrottle tries) {
        this.tries = tries;
    }

    public boolean admits(String address) {
        return tries.next("registration", address) <= PER_ADDRESS && tries.next("registration") <= IN_ALL;
    }
}
