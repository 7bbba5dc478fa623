package dev.signalbox.connector.channels;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import java.net.URI;
import java.util.List;
import java.util.Optional;

record SmsSettings(
        @Description("Where the service is.") @Default("https://api.twilio.com")
        URI baseUrl,

        @Description("The account, AC and 32 characters. Empty: the user name of the credential.")
        Optional<String> accountSid,

        @Description("The number messages come from, such as +15551234567, a sender's name, "
                + "or the id of a messaging service, which begins with MG.")
        String from,

        @Description("Beginnings of the numbers that may be written to, such as +41. Empty: every number.")
        List<String> allowedPrefixes,

        @Description("How many seconds a call may take, 1 to 60.") @Default("20")
        int timeoutSeconds) {

    SmsSettings {
        if (baseUrl.getHost() == null || baseUrl.getRawQuery() != null || baseUrl.getRawUserInfo() != null) {
            throw Refusals.invalid("base_url is a whole address without a query, such as https://api.twilio.com.");
        }
        if (!from.matches("\\+[1-9]\\d{5,14}|MG[\\p{Alnum}]{1,40}|[\\p{Alnum} ]{1,11}|\\d{3,8}")) {
            throw Refusals.invalid("from is a number with its country, such as +15551234567, a short name, or MG….");
        }
        accountSid.ifPresent(SmsSettings::requireSid);
        allowedPrefixes = List.copyOf(allowedPrefixes);
        for (var prefix : allowedPrefixes) {
            if (!prefix.matches("\\+\\d{1,14}")) {
                throw Refusals.invalid("allowed_prefixes has beginnings of numbers, such as +41.");
            }
        }
        if (timeoutSeconds < 1 || timeoutSeconds > 60) {
            throw Refusals.invalid("timeout_seconds is 1 to 60.");
        }
    }

    private static void requireSid(String sid) {
        if (!sid.matches("\\p{Alnum}{1,64}")) {
            throw Refusals.invalid("account_sid has letters and digits only.");
        }
    }
}
